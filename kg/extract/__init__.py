"""Reading a document into claims."""
