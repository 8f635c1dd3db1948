"""The first tables. (Written out in full before the first release.)"""

from __future__ import annotations

from alembic import op

from mobile_api.tables import metadata

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_APPEND_ONLY = ("audit_events", "ticket_events")

_SQLITE = """
CREATE TRIGGER {table}_keep_{verb} BEFORE {VERB} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_POSTGRES_FUNCTION = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
_POSTGRES_TRIGGER = """
CREATE TRIGGER {table}_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""


def upgrade() -> None:
    metadata.create_all(op.get_bind())
    if op.get_bind().dialect.name == "sqlite":
        for table in _APPEND_ONLY:
            for verb in ("update", "delete"):
                op.execute(_SQLITE.format(table=table, verb=verb, VERB=verb.upper()))
    else:
        op.execute(_POSTGRES_FUNCTION)
        for table in _APPEND_ONLY:
            op.execute(_POSTGRES_TRIGGER.format(table=table))


def downgrade() -> None:
    metadata.drop_all(op.get_bind())
