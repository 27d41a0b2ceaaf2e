"""The bot: what people type becomes a call on an archive, and its answer what each front end shows."""
