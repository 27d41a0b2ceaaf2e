FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY retrieval retrieval
COPY seeds seeds
RUN pip install --no-cache-dir --prefix=/install .

FROM python:3.13-slim
COPY --from=build /install /usr/local
RUN useradd --create-home --uid 10001 whosaid && install -d -o whosaid /data /articles
USER whosaid
WORKDIR /home/whosaid
ENV DATABASE=/data/whosaid.db
VOLUME /data
ENTRYPOINT ["whosaid"]
