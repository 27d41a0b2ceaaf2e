-- Lists stand as JSON arrays: they are read and written whole, and never searched.
ALTER TABLE server_settings ADD COLUMN allowed_channels TEXT NOT NULL DEFAULT '[]';
ALTER TABLE server_settings ADD COLUMN denied_channels TEXT NOT NULL DEFAULT '[]';
ALTER TABLE server_settings ADD COLUMN commands_off TEXT NOT NULL DEFAULT '[]';
ALTER TABLE server_settings ADD COLUMN cooldown_questions INTEGER CHECK (cooldown_questions BETWEEN 1 AND 100);
ALTER TABLE server_settings ADD COLUMN cooldown_seconds REAL CHECK (cooldown_seconds BETWEEN 1 AND 3600);
ALTER TABLE server_settings ADD COLUMN private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1));
ALTER TABLE server_settings ADD COLUMN language TEXT;

-- How long answers took, as a histogram: no words and no member.
CREATE TABLE question_times (
    server INTEGER NOT NULL,
    day TEXT NOT NULL,
    step INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (server, day, step)
) WITHOUT ROWID;

-- What the buttons of an answer need after a restart; deleted after the retention.
CREATE TABLE kept_answers (
    answer_id TEXT PRIMARY KEY,
    asked_at TEXT NOT NULL,
    command TEXT NOT NULL,
    query TEXT NOT NULL,
    asker INTEGER NOT NULL,
    server INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    question INTEGER,
    message INTEGER,
    first INTEGER NOT NULL CHECK (first >= 0),
    private INTEGER NOT NULL CHECK (private IN (0, 1)),
    places TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX kept_answers_asked_at ON kept_answers (asked_at);
CREATE INDEX kept_answers_asker ON kept_answers (asker, asked_at);
CREATE INDEX kept_answers_question ON kept_answers (question);

CREATE TABLE votes (
    answer TEXT NOT NULL REFERENCES kept_answers ON DELETE CASCADE,
    member INTEGER NOT NULL,
    good INTEGER NOT NULL CHECK (good IN (0, 1)),
    voted_at TEXT NOT NULL,
    PRIMARY KEY (answer, member)
) WITHOUT ROWID;

CREATE INDEX votes_member ON votes (member);

-- Passages that stood in an answer when somebody voted on it, or that somebody opened; bears no member.
CREATE TABLE judged_passages (
    answer TEXT NOT NULL REFERENCES kept_answers ON DELETE CASCADE,
    source TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    opened INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (answer, source, start)
) WITHOUT ROWID;

CREATE TABLE watches (
    id INTEGER PRIMARY KEY,
    topic TEXT NOT NULL,
    member INTEGER NOT NULL,
    server INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    direct INTEGER NOT NULL CHECK (direct IN (0, 1)),
    since TEXT NOT NULL
);

CREATE INDEX watches_member ON watches (member);
CREATE INDEX watches_server ON watches (server);

CREATE TABLE told_passages (
    watch INTEGER NOT NULL REFERENCES watches ON DELETE CASCADE,
    passage BLOB NOT NULL,
    PRIMARY KEY (watch, passage)
) WITHOUT ROWID;

-- The articles that watches have been held against: what is in none of them is new, also after a restart.
CREATE TABLE seen_articles (
    source TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    passages BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE reports (
    id INTEGER PRIMARY KEY,
    server INTEGER NOT NULL,
    reported_by INTEGER NOT NULL,
    reported_at TEXT NOT NULL,
    source TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    quotation TEXT NOT NULL,
    shown_speaker TEXT,
    right_speaker TEXT,
    comment TEXT NOT NULL,
    settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1))
);

CREATE INDEX reports_reported_by ON reports (reported_by);

CREATE TABLE folder_changes (
    id INTEGER PRIMARY KEY,
    changed_at TEXT NOT NULL,
    member INTEGER,
    action TEXT NOT NULL CHECK (action IN ('added', 'replaced', 'removed')),
    source TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL
);

CREATE INDEX folder_changes_member ON folder_changes (member);
