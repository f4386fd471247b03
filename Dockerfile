# One image for every process: `serve` (the default), or `web`, `worker`, `bot ...` on machines of their own.
# Production keeps its keys outside the data folder: mount them and set TINBAO_*_KEY_FILE (.env.example).
FROM python:3.11-slim-bookworm

RUN useradd --uid 10001 --no-create-home --home-dir /data tinbao \
 && install --directory --owner=tinbao --group=tinbao --mode=0700 /data

WORKDIR /srv/tinbao
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes --only-binary=:all: -r requirements.txt

COPY pyproject.toml LICENSE NOTICE ./
COPY admin admin
COPY bot bot
COPY intake intake
COPY nlp nlp
COPY storage storage
COPY tinbao tinbao
RUN pwd > "$(python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/tinbao.pth" \
 && python -m compileall -q admin bot intake nlp storage tinbao

ENV PYTHONUNBUFFERED=1 \
    TINBAO_HOME=/data \
    TINBAO_HOST=0.0.0.0 \
    TINBAO_PORT=8389

USER tinbao
VOLUME /data
EXPOSE 8389
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f'http://127.0.0.1:{os.environ[\"TINBAO_PORT\"]}/health/live', timeout=4)"]
ENTRYPOINT ["python", "-P", "-c", "import sys; sys.argv[0] = 'tinbao'; from tinbao.cli import main; sys.exit(main())"]
CMD ["serve"]
