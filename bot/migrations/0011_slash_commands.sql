-- What Discord was last told of the slash commands: it takes only so many registrations a day.
CREATE TABLE synced_commands (
    scope TEXT PRIMARY KEY,
    payload_hash TEXT NOT NULL
) WITHOUT ROWID;
