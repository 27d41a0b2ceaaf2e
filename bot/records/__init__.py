"""What the bot keeps, one class a family of tables; the Store opens them over one database."""
