# Where things are on your machine: change the values, or set the variables before. Every block of
# these pages that runs begins with ". docs/operating/env.sh"; run them as root, with bash.
: "${PG_BIN:=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)}"
: "${PRIMARY:=/var/lib/postgresql/delta}"
: "${PRIMARY_PORT:=5432}"
: "${STANDBY:=/var/lib/postgresql/delta-standby}"
: "${STANDBY_PORT:=5433}"
: "${ARCHIVE:=/var/backups/delta/wal}"
: "${BACKUPS:=/var/backups/delta}"
: "${RESTORED:=/var/lib/postgresql/delta-restored}"
: "${RESTORED_PORT:=5434}"
: "${OWNER_PASSWORD:=$(cat /etc/delta/owner.password 2>/dev/null || true)}"
: "${APP_PASSWORD:=$(cat /etc/delta/app.password 2>/dev/null || true)}"
: "${STANDBY_PASSWORD:=$(cat /etc/delta/standby.password 2>/dev/null || true)}"
: "${DELTA_DATA:=/var/lib/delta}"

as_postgres() { (cd / && runuser -u postgres -- "$@"); }
# sql CLUSTER PORT OPTION...: as the superuser, over the socket beside the cluster.
sql() { as_postgres "$PG_BIN/psql" -h "$1.run" -p "$2" -X -q -At -v ON_ERROR_STOP=1 "${@:3}"; }
folder_of_postgres() { install -d -m 700 -o postgres -g postgres "$@"; }
