"""`Answer` → what each front end shows."""
