-- What a watch has found and could not tell yet; it is told later, and leaves this table.
CREATE TABLE untold_passages (
    watch INTEGER NOT NULL REFERENCES watches ON DELETE CASCADE,
    passage BLOB NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (watch, passage)
) WITHOUT ROWID;
