-- What is to be done, by whichever process comes first, and what is to be sent.

create table jobs (
    id text not null primary key,
    kind text not null,
    only_one text unique,
    payload text not null,
    state text not null,
    due_at bigint not null,
    attempts bigint not null,
    most_attempts bigint not null,
    worker text,
    leased_until bigint,
    is_to_stop bigint not null,
    done bigint not null,
    whole bigint not null,
    error text,
    made_at bigint not null,
    ended_at bigint
);
create index jobs_due on jobs (state, due_at, id);
create index jobs_ended_at on jobs (ended_at);

create table outbox (
    id text not null primary key,
    person text references people (id),
    sealed {bytes} not null,
    made_at bigint not null
);
