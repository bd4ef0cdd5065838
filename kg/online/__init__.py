"""What goes online, and only when the operator says so: no other part sends a request.

Requests are polite (``polite``): few, spaced, patient, and signed with a contact. What services say
is kept apart from what documents say, with its source and time.
"""
