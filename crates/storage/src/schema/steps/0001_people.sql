-- Who is here, what they may do, how they come in, what they did.
-- {bytes} is BLOB in SQLite and BYTEA in PostgreSQL; moments are milliseconds since 1970; ids are texts of 26 characters.

create table people (
    id text not null primary key,
    name {bytes},
    email {bytes},
    email_lookup text unique,
    lang text not null,
    state text not null,
    made_at bigint not null
);

-- Apart from the people, so that erasing is the loss of one row.
create table person_keys (
    person text not null primary key references people (id),
    master text not null,
    wrapped {bytes} not null
);
create index person_keys_master on person_keys (master);

create table grants (
    person text not null references people (id),
    role text not null,
    scope text not null,
    given_by text,
    given_at bigint not null,
    primary key (person, role, scope)
);

create table sessions (
    id text not null primary key,
    token text not null unique,
    person text not null references people (id),
    factor text not null,
    begun_at bigint not null,
    shown_at bigint not null,
    used_at bigint not null
);
create index sessions_person on sessions (person);
create index sessions_used_at on sessions (used_at);

create table links (
    token text not null primary key,
    person text not null references people (id),
    purpose text not null,
    made_at bigint not null,
    until bigint not null,
    used_at bigint
);
create index links_until on links (until);

create table invitations (
    id text not null primary key,
    token text not null unique,
    invited_by text not null references people (id),
    grants text not null,
    made_at bigint not null,
    until bigint not null,
    accepted_at bigint,
    accepted_by text references people (id),
    revoked_at bigint
);
create index invitations_made_at on invitations (made_at);

create table passkeys (
    id text not null primary key,
    person text not null references people (id),
    credential text not null unique,
    label {bytes} not null,
    passkey {bytes} not null,
    made_at bigint not null,
    used_at bigint
);
create index passkeys_person on passkeys (person);

create table authenticators (
    person text not null primary key references people (id),
    secret {bytes} not null,
    made_at bigint not null,
    confirmed_at bigint,
    last_step bigint not null
);

-- Between the two halves of a way to sign in.
create table challenges (
    token text not null primary key,
    kind text not null,
    state {bytes} not null,
    until bigint not null
);
create index challenges_until on challenges (until);

create table audit (
    id text not null primary key,
    at bigint not null,
    actor text,
    verb text not null,
    object text not null,
    detail text not null,
    sealed {bytes} not null,
    sealed_for text,
    number bigint unique,
    digest text
);
create index audit_at on audit (at, id);

create table limits (
    what text not null,
    span bigint not null,
    used bigint not null,
    primary key (what, span)
);
create index limits_span on limits (span);
