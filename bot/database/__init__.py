"""The database: SQLite and PostgreSQL behind one way to read and to write, its schema, who leads its processes."""
