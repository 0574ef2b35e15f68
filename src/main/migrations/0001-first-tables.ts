import type { Database } from 'better-sqlite3'

/** Sources with dated snapshots, annotations, notes with revisions and links, tags, collections, reports, full text. */
export function migrateTo1(db: Database): void {
  db.exec(SOURCES)
  db.exec(WRITING)
  db.exec(ORDER)
  db.exec(SEARCH)
}

const SOURCES = `
CREATE TABLE blobs (
  hash TEXT PRIMARY KEY,
  byte_length INTEGER NOT NULL,
  stored_byte_length INTEGER NOT NULL,
  encoding TEXT NOT NULL CHECK (encoding IN ('identity', 'zstd')),
  mime TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE sources (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  subtitle TEXT,
  authors_json TEXT NOT NULL DEFAULT '[]',
  byline TEXT,
  site_name TEXT,
  publisher TEXT,
  published TEXT,
  modified TEXT,
  language TEXT,
  dir TEXT,
  url TEXT,
  canonical_url TEXT,
  doi TEXT,
  isbn TEXT,
  description TEXT,
  csl_type TEXT NOT NULL DEFAULT 'webpage',
  metadata_origin_json TEXT NOT NULL DEFAULT '{}',
  state TEXT NOT NULL DEFAULT 'inbox' CHECK (state IN ('inbox', 'reading', 'archive')),
  starred INTEGER NOT NULL DEFAULT 0,
  progress REAL NOT NULL DEFAULT 0,
  word_count INTEGER NOT NULL DEFAULT 0,
  current_snapshot_id TEXT REFERENCES snapshots (id) DEFERRABLE INITIALLY DEFERRED,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  trashed_at_ms INTEGER
) STRICT;
CREATE INDEX sources_by_state ON sources (state, created_at_ms DESC) WHERE trashed_at_ms IS NULL;
CREATE INDEX sources_by_created ON sources (created_at_ms DESC) WHERE trashed_at_ms IS NULL;
CREATE INDEX sources_by_trashed ON sources (trashed_at_ms) WHERE trashed_at_ms IS NOT NULL;
CREATE INDEX sources_by_canonical_url ON sources (canonical_url) WHERE canonical_url IS NOT NULL;
CREATE INDEX sources_by_url ON sources (url) WHERE url IS NOT NULL;

CREATE TABLE snapshots (
  id TEXT PRIMARY KEY,
  source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  captured_at_ms INTEGER NOT NULL,
  original_hash TEXT NOT NULL REFERENCES blobs (hash),
  original_mime TEXT NOT NULL,
  final_url TEXT,
  redirects_json TEXT NOT NULL DEFAULT '[]',
  file_name TEXT,
  tool_version TEXT NOT NULL,
  rules_version INTEGER NOT NULL,
  word_count INTEGER NOT NULL,
  language TEXT,
  dir TEXT,
  text_hash TEXT NOT NULL,
  images_kept INTEGER NOT NULL,
  images_missing INTEGER NOT NULL,
  report_json TEXT NOT NULL
) STRICT;
CREATE INDEX snapshots_by_source ON snapshots (source_id, captured_at_ms DESC);
CREATE INDEX snapshots_by_original ON snapshots (original_hash);

CREATE TABLE snapshot_contents (
  snapshot_id TEXT PRIMARY KEY REFERENCES snapshots (id) ON DELETE CASCADE,
  reader_html TEXT NOT NULL,
  canonical_text TEXT NOT NULL
) STRICT;

CREATE TABLE snapshot_blobs (
  snapshot_id TEXT NOT NULL REFERENCES snapshots (id) ON DELETE CASCADE,
  blob_hash TEXT NOT NULL REFERENCES blobs (hash),
  reference TEXT NOT NULL,
  PRIMARY KEY (snapshot_id, blob_hash, reference)
) STRICT;
CREATE INDEX snapshot_blobs_by_blob ON snapshot_blobs (blob_hash);

CREATE TABLE annotations (
  id TEXT PRIMARY KEY,
  source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  snapshot_id TEXT NOT NULL REFERENCES snapshots (id),
  exact TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  start_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('placed', 'doubtful', 'orphan')),
  color INTEGER NOT NULL CHECK (color BETWEEN 1 AND 6),
  comment TEXT NOT NULL DEFAULT '',
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  trashed_at_ms INTEGER
) STRICT;
CREATE INDEX annotations_by_source ON annotations (source_id, start_char) WHERE trashed_at_ms IS NULL;
CREATE INDEX annotations_by_created ON annotations (created_at_ms DESC) WHERE trashed_at_ms IS NULL;
CREATE INDEX annotations_by_trashed ON annotations (trashed_at_ms) WHERE trashed_at_ms IS NOT NULL;
CREATE INDEX annotations_by_snapshot ON annotations (snapshot_id);
`

const WRITING = `
CREATE TABLE notes (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  document_json TEXT NOT NULL,
  text TEXT NOT NULL,
  word_count INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  pinned INTEGER NOT NULL DEFAULT 0,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  trashed_at_ms INTEGER
) STRICT;
CREATE INDEX notes_by_updated ON notes (pinned DESC, updated_at_ms DESC) WHERE trashed_at_ms IS NULL;
CREATE INDEX notes_by_title ON notes (title COLLATE NOCASE) WHERE trashed_at_ms IS NULL;
CREATE INDEX notes_by_trashed ON notes (trashed_at_ms) WHERE trashed_at_ms IS NOT NULL;

CREATE TABLE note_revisions (
  id TEXT PRIMARY KEY,
  note_id TEXT NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
  name TEXT,
  title TEXT NOT NULL,
  document_json TEXT NOT NULL,
  word_count INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX note_revisions_by_note ON note_revisions (note_id, created_at_ms DESC);

CREATE TABLE links (
  note_id TEXT NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  target_kind TEXT NOT NULL CHECK (target_kind IN ('note', 'source', 'annotation')),
  target_id TEXT NOT NULL,
  target_block_id TEXT,
  context TEXT NOT NULL,
  PRIMARY KEY (note_id, position)
) STRICT;
CREATE INDEX links_by_target ON links (target_kind, target_id);

CREATE TABLE note_blobs (
  note_id TEXT NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
  blob_hash TEXT NOT NULL REFERENCES blobs (hash),
  PRIMARY KEY (note_id, blob_hash)
) STRICT;

CREATE TABLE reports (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  front_json TEXT NOT NULL,
  settings_json TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  trashed_at_ms INTEGER
) STRICT;

CREATE TABLE report_sections (
  report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  note_id TEXT NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
  included INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (report_id, position)
) STRICT;
CREATE INDEX report_sections_by_note ON report_sections (note_id);
`

const ORDER = `
CREATE TABLE tags (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  color INTEGER CHECK (color BETWEEN 1 AND 6),
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE taggings (
  tag_id TEXT NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
  item_kind TEXT NOT NULL CHECK (item_kind IN ('source', 'note', 'annotation', 'report')),
  item_id TEXT NOT NULL,
  PRIMARY KEY (tag_id, item_kind, item_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX taggings_by_item ON taggings (item_kind, item_id);

CREATE TABLE collections (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  parent_id TEXT REFERENCES collections (id) ON DELETE SET NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE collection_sources (
  collection_id TEXT NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
  source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  added_at_ms INTEGER NOT NULL,
  PRIMARY KEY (collection_id, source_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX collection_sources_by_source ON collection_sources (source_id);

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value_json TEXT NOT NULL
) STRICT;

CREATE VIEW trash AS
  SELECT 'source' AS kind, id, title, trashed_at_ms FROM sources WHERE trashed_at_ms IS NOT NULL
  UNION ALL SELECT 'note', id, title, trashed_at_ms FROM notes WHERE trashed_at_ms IS NOT NULL
  UNION ALL SELECT 'annotation', id, exact, trashed_at_ms FROM annotations WHERE trashed_at_ms IS NOT NULL
  UNION ALL SELECT 'report', id, title, trashed_at_ms FROM reports WHERE trashed_at_ms IS NOT NULL;
`

/** The full-text tables keep no copy of the text: what is indexed (CJK spaced apart) is not what is stored. */
const SEARCH = `
CREATE TABLE search_items (
  rowid INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('source', 'note', 'annotation')),
  item_id TEXT NOT NULL,
  UNIQUE (kind, item_id)
) STRICT;

CREATE VIRTUAL TABLE full_fts USING fts5 (
  title, people, body,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE full_terms USING fts5vocab (full_fts, row);
CREATE VIRTUAL TABLE typing_fts USING fts5 (
  words,
  content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4 5', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE title_fts USING fts5 (
  title,
  content = '', contentless_delete = 1, prefix = '1 2 3 4', tokenize = 'unicode61 remove_diacritics 2'
);
`
