"""What a reporter says of himself: one kind of words a file."""
