"""What several document formats share: putting a document together, fields, markup to text."""
