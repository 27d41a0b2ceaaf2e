CREATE TABLE server_settings (
    server INTEGER PRIMARY KEY,
    prefix TEXT,
    results INTEGER CHECK (results BETWEEN 1 AND 10),
    question_log INTEGER NOT NULL DEFAULT 0 CHECK (question_log IN (0, 1))
);

-- No words and no member: only how often each command was asked a day, and whether something was found.
-- Server 0 stands for direct messages.
CREATE TABLE question_counts (
    server INTEGER NOT NULL,
    day TEXT NOT NULL,
    command TEXT NOT NULL,
    outcome TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (server, day, command, outcome)
) WITHOUT ROWID;

-- Filled only where the server switched the log on; bears no member.
CREATE TABLE question_log (
    id INTEGER PRIMARY KEY,
    server INTEGER NOT NULL,
    asked_at TEXT NOT NULL,
    command TEXT NOT NULL,
    outcome TEXT NOT NULL,
    words TEXT NOT NULL
);

CREATE INDEX question_log_asked_at ON question_log (asked_at);
