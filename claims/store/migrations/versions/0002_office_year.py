"""Tables of the office's year: units, classes, registration, verification, spot checks, institutions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "institutions",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("city", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subjects", sa.JSON(), nullable=False),
        sa.Column("since", sa.String(length=10), nullable=True),
        sa.Column("until", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_institutions")),
        sa.UniqueConstraint("city", "name", name=op.f("uq_institutions_city_name")),
    )
    op.create_table(
        "units",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("city", sa.String(length=60), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("nature", sa.String(length=60), nullable=False),
        sa.Column("authority", sa.String(length=200), nullable=False),
        sa.Column("municipal", sa.Boolean(), nullable=True),
        sa.Column("created_at", sa.String(27), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("city", "name", name=op.f("uq_units_city_name")),
    )
    op.create_table(
        "bindings",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("city", sa.String(length=60), nullable=False),
        sa.Column("from_unit", sa.String(length=200), nullable=True),
        sa.Column("to_unit", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("answer", sa.String(length=500), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("decided_by", sa.String(length=40), nullable=True),
        sa.Column("decided_at", sa.String(27), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_bindings_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bindings")),
    )
    with op.batch_alter_table("bindings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bindings_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bindings_to_unit_state"), ["to_unit", "state"], unique=False)

    op.create_table(
        "imports",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("city", sa.String(length=60), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["people.id"], name=op.f("fk_imports_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    with op.batch_alter_table("imports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_imports_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_imports_kind_digest"), ["kind", "digest"], unique=False)

    op.create_table(
        "institution_years",
        sa.Column("institution_id", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("trainees", sa.Integer(), nullable=True),
        sa.Column("complaints", sa.Integer(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("evasion", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["people.id"], name=op.f("fk_institution_years_actor_id")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institutions.id"], name=op.f("fk_institution_years_institution_id")
        ),
        sa.PrimaryKeyConstraint("institution_id", "year", name=op.f("pk_institution_years")),
    )
    with op.batch_alter_table("institution_years", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_institution_years_actor_id"), ["actor_id"], unique=False)

    op.create_table(
        "registrations",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("employer", sa.String(length=200), nullable=False),
        sa.Column("city", sa.String(length=60), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("submitted_at", sa.String(27), nullable=False),
        sa.Column("checked_by", sa.String(length=40), nullable=True),
        sa.Column("checked_at", sa.String(27), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["sealed.id"], name=op.f("fk_registrations_body_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_registrations_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registrations")),
        sa.UniqueConstraint("person_id", "year", name=op.f("uq_registrations_person_id_year")),
    )
    with op.batch_alter_table("registrations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_registrations_employer_year"), ["employer", "year"], unique=False)
        batch_op.create_index(batch_op.f("ix_registrations_person_id"), ["person_id"], unique=False)

    op.create_table(
        "spot_checks",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("city", sa.String(length=60), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(length=40), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["people.id"], name=op.f("fk_spot_checks_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spot_checks")),
    )
    with op.batch_alter_table("spot_checks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_spot_checks_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_spot_checks_city_year"), ["city", "year"], unique=False)

    op.create_table(
        "training_classes",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("city", sa.String(length=60), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("pathway", sa.String(length=80), nullable=False),
        sa.Column("first_day", sa.String(length=10), nullable=False),
        sa.Column("last_day", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("hours_asked", sa.String(24), nullable=True),
        sa.Column("hours_approved", sa.String(24), nullable=True),
        sa.Column("planned", sa.Integer(), nullable=True),
        sa.Column("applied_on", sa.String(length=10), nullable=True),
        sa.Column("roster_on", sa.String(length=10), nullable=True),
        sa.Column("doc_no", sa.String(length=80), nullable=False),
        sa.Column("applicant_id", sa.String(length=40), nullable=False),
        sa.Column("body_id", sa.String(length=40), nullable=True),
        sa.Column("roster_id", sa.String(length=40), nullable=True),
        sa.Column("created_at", sa.String(27), nullable=False),
        sa.Column("updated_at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(["applicant_id"], ["people.id"], name=op.f("fk_training_classes_applicant_id")),
        sa.ForeignKeyConstraint(["body_id"], ["sealed.id"], name=op.f("fk_training_classes_body_id")),
        sa.ForeignKeyConstraint(["roster_id"], ["sealed.id"], name=op.f("fk_training_classes_roster_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_classes")),
    )
    with op.batch_alter_table("training_classes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_training_classes_applicant_id"), ["applicant_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_training_classes_city_year_state"), ["city", "year", "state"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_training_classes_provider"), ["provider"], unique=False)

    op.create_table(
        "verifications",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("employer", sa.String(length=200), nullable=False),
        sa.Column("city", sa.String(length=60), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("headcount", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("made_by", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.String(27), nullable=False),
        sa.Column("sealed_at", sa.String(27), nullable=True),
        sa.Column("verified_by", sa.String(length=40), nullable=True),
        sa.Column("verified_at", sa.String(27), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["sealed.id"], name=op.f("fk_verifications_body_id")),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_verifications_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verifications")),
    )
    with op.batch_alter_table("verifications", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_verifications_city_year_state"), ["city", "year", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_verifications_employer_year"), ["employer", "year"], unique=False)
        batch_op.create_index(batch_op.f("ix_verifications_made_by"), ["made_by"], unique=False)

    op.create_table(
        "class_looks",
        sa.Column("class_id", sa.String(length=40), nullable=False),
        sa.Column("claim_id", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["people.id"], name=op.f("fk_class_looks_actor_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_class_looks_claim_id")),
        sa.ForeignKeyConstraint(["class_id"], ["training_classes.id"], name=op.f("fk_class_looks_class_id")),
        sa.PrimaryKeyConstraint("class_id", "claim_id", "actor_id", name=op.f("pk_class_looks")),
    )
    op.create_table(
        "class_moves",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("class_id", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("move", sa.String(length=20), nullable=False),
        sa.Column("from_state", sa.String(length=20), nullable=True),
        sa.Column("to_state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("hours", sa.String(24), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["people.id"], name=op.f("fk_class_moves_actor_id")),
        sa.ForeignKeyConstraint(["class_id"], ["training_classes.id"], name=op.f("fk_class_moves_class_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_moves")),
        sa.UniqueConstraint("class_id", "version", name=op.f("uq_class_moves_class_id_version")),
    )
    with op.batch_alter_table("class_moves", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_class_moves_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_class_moves_class_id"), ["class_id"], unique=False)

    op.create_table(
        "class_people",
        sa.Column("class_id", sa.String(length=40), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=True),
        sa.Column("claim_id", sa.String(length=40), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_class_people_claim_id")),
        sa.ForeignKeyConstraint(["class_id"], ["training_classes.id"], name=op.f("fk_class_people_class_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_class_people_person_id")),
        sa.PrimaryKeyConstraint("class_id", "row", name=op.f("pk_class_people")),
    )
    with op.batch_alter_table("class_people", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_class_people_claim_id"), ["claim_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_class_people_person_id"), ["person_id"], unique=False)

    op.create_table(
        "spot_check_results",
        sa.Column("check_id", sa.String(length=40), nullable=False),
        sa.Column("item", sa.String(length=90), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["people.id"], name=op.f("fk_spot_check_results_actor_id")),
        sa.ForeignKeyConstraint(["check_id"], ["spot_checks.id"], name=op.f("fk_spot_check_results_check_id")),
        sa.PrimaryKeyConstraint("check_id", "item", name=op.f("pk_spot_check_results")),
    )
    with op.batch_alter_table("spot_check_results", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_spot_check_results_actor_id"), ["actor_id"], unique=False)
