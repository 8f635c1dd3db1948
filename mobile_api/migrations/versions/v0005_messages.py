"""Messages: what is to be said to whom, and what became of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("hospital_id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=True),
        sa.Column("recipient", sa.Uuid(), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("template", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(15), nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("channel", sa.String(10), nullable=False),
        sa.Column("fallbacks", sa.String(40), nullable=False),
        sa.Column("dedupe", sa.String(120), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=True),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("due_at", moment, nullable=False),
        sa.Column("next_at", moment, nullable=False),
        sa.Column("useless_after", moment, nullable=True),
        sa.Column("patience_ends_at", moment, nullable=True),
        sa.Column("disturbs", sa.Boolean(), nullable=False),
        sa.Column("lease", sa.Uuid(), nullable=True),
        sa.Column("leased_until", moment, nullable=True),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("ended_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("id"),
        # Every message is claimed once at least: with room on its page for its next version,
        # that touches no index.
        postgresql_with={"fillfactor": "50"},
    )
    op.create_table(
        "announcements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("hospital_id", sa.Uuid(), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("orders", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("next_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    for name in ("about_id", "next_at"):
        op.create_index(f"ix_announcements_{name}", "announcements", [name])
    for name, columns, where in (
        ("ix_messages_due", ["channel", "rank", "next_at"], "state = 'queued'"),
        ("ix_messages_about", ["about_id"], "state = 'queued'"),
        ("ix_messages_patience", ["patience_ends_at"], "patience_ends_at IS NOT NULL"),
        ("ix_messages_sent", ["ended_at"], "state = 'sent'"),
        ("ix_messages_dead", ["hospital_id", "ended_at"], "state = 'dead'"),
    ):
        op.create_index(
            name,
            "messages",
            columns,
            postgresql_where=sa.text(where),
            sqlite_where=sa.text(where),
        )
    op.create_table(
        "push_devices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("platform", sa.String(5), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("address_index", sa.LargeBinary(), nullable=False),
        sa.Column("registered_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("address_index"),
    )
    op.create_index(op.f("ix_push_devices_account_id"), "push_devices", ["account_id"])
    op.create_table(
        "message_choices",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("muted", sa.JSON(), nullable=False),
        sa.Column("telegram_blocked_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("account_id"),
    )
