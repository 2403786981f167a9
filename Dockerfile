# syntax=docker/dockerfile:1

# SQLite up to 3.51.2 can damage a file in WAL mode; Debian stable still ships such a one.
FROM debian:forky-slim AS sqlite
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libsqlite3-0 \
    && cp --dereference /usr/lib/*-linux-gnu/libsqlite3.so.0 /libsqlite3.so.0

FROM python:3.13-slim-trixie AS packages
COPY requirements-image.lock /requirements.lock
RUN python -m venv /opt/venv \
    && /opt/venv/bin/python -m pip install --no-cache-dir --require-hashes --no-deps \
        --requirement /requirements.lock

FROM python:3.13-slim-trixie
COPY --from=sqlite /libsqlite3.so.0 /usr/local/lib/libsqlite3.so.0
RUN ldconfig \
    && python -c "import sqlite3; assert sqlite3.sqlite_version_info >= (3, 51, 3), sqlite3.sqlite_version" \
    && useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin watchfloor \
    && install --directory --owner=watchfloor --group=watchfloor /data
COPY --from=packages /opt/venv /opt/venv
COPY bot /app/bot
COPY watchers /app/watchers
COPY config /app/config
COPY LICENSE /app/LICENSE

ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    WATCHFLOOR_DATA_DIR=/data
WORKDIR /app
USER 10001:10001
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python", "-m", "bot", "health"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
