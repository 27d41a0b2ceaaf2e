"""Short made-up articles for tests of what changes in a folder."""

HARBOUR = "The harbour opens again today\n\nThe mayor spoke about the harbour for an hour on Monday.\n"
SQUARE = "The town has a new square\n\nThe minister spoke about the square for an hour on Tuesday.\n"
FERRY = "The ferry sails from here\n\nA second ferry left the harbour in the evening with many people.\n"
