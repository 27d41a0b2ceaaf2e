"""One module for each kind of question that an archive answers."""
