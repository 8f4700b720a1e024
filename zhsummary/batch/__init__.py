"""Many files: facts as a folder of Parquet, on all processors of a machine or on many machines.

In go files, as `zhsummary.read` takes them; out comes a folder (`zhsummary.batch.folder` says
what lies where) whose facts are those of ``zhsummary.read(source, …).facts()``, row by row. The
modules, in the order of the work:

==========  ==================================================================================
module      does
==========  ==================================================================================
`plan`      lists the files, with sizes and times, and parts them into numbered shards
`tasks`     reads the files of a shard to documents; finds the facts of some documents
`workers`   has tasks done by processes that may die; `cluster` by Dask
`folder`    keeps what is finished, and nothing that is half written
`run`       puts it together: plan, read, name, find facts
`frames`    declares the columns; goes from any frame of documents to a frame of facts
==========  ==================================================================================

**What one document may say of another.** Reading and finding facts look at one document alone.
What needs the others is done between the two, from a few columns of all of them: names that
clash are numbered in the order of the files; the townships, counties and years that are known
resolve short forms (青政发〔2024〕5号), with the gazetteer if there is one; `corrections.tsv`
finds its documents. `metadata.csv` is looked at before anything is read, with all files in view.
So nothing differs from a corpus in memory, but for what is not done at all: near-copies,
contradictions and comparisons (`Corpus.duplicates`, `problems`, `compare`), and what stands in
`Document.set_aside` and `Corpus.identity`, which are not written.

**What grows.** The first process keeps the list of files and the names of documents; a worker
keeps one piece (``shard_size`` documents). But a file is read whole: an archive, a table or
`.jsonl` of many rows is in the memory of one worker while that reads and splits it (a table of
10,000 rows in 16 MB takes 40 MB more than small files do); its facts are found piece by piece,
by all. It is not parted because its head, its delimiter and its names are told by all of it.
The readers refuse more than 200,000 rows or 500 MB unpacked, as in `zhsummary.read`: split such
a file, which also lets several processes read it.

**What may happen.** A file or document that fails is a row of ``errors``, told in the language of
whoever asks (`zhsummary.set_language`): files have it in English and Chinese. A process that dies
is replaced and its piece done again; a document at work at three deaths is left out and named, as
is one that takes longer than ``seconds``. A file that changes or goes after it was listed is named
and not read. A disk that is full or read-only, a folder of results that is removed, Ctrl-C and a
killed run end with what is finished: the same call goes on. It also makes anew what is missing of
a batch that was finished, and names a file that is damaged.

Many machines
-------------
``zhsummary.batch(…, engine="dask", scheduler="tcp://…")`` does the same tasks on a Dask cluster
that sees the same folders and has the same zhsummary, which each of its workers checks. Workers
that die are made up for; a cluster that has none left is waited for, as Dask does. For texts
that are in a table already, `zhsummary.extract_facts` goes from a frame of documents to a frame
of facts and knows nothing else, so it runs wherever frames are in parts. On Dask::

    frame = dask.dataframe.read_parquet("documents/")
    meta = zs.extract_facts(pd.DataFrame({"text": []}))
    frame.map_partitions(zs.extract_facts, meta=meta).to_parquet("facts/")

On Spark, with the declared schema::

    from zhsummary.batch.frames import facts_ddl

    def facts_of(frames):
        for frame in frames:
            yield zs.extract_facts(frame, errors="warn")

    frame = spark.read.parquet("documents/").mapInPandas(facts_of, schema=facts_ddl())
    frame.write.parquet("facts/")

Give such documents a ``doc_id`` of their own, and township and year where they are known. Both
recipes are tests, row by row: with Dask 2025.1 and 2026.8, PySpark 4.3 on Java 17.

A hundred million reports (a plan, not a measurement)
-----------------------------------------------------
- *Cost.* A generated summary of 610 characters with 37 facts takes 17 ms of one processor, from
  the file to the row; two processes did 1.5 times as many as one in a run of 1,000, their start
  included. A hundred million take 1,700,000 seconds of processor, twenty days of one, some seven
  and a half hours of 64; figures grow with the length of the texts.
- *Partitions.* Put the reports into Parquet first (``doc_id``, ``source``, ``township``, ``year``,
  ``text``): ten thousand partitions of ten thousand documents. A hundred million small files
  are slower to list than to read. One partition is three minutes of work: short enough to be
  done again, long enough that starting (1.2 s for a process) does not matter.
- *Memory.* A worker needs its partition twice (texts and facts, some 10,000 x 40 rows) beside
  the library: Spark's ``spark.sql.execution.arrow.maxRecordsPerBatch`` bounds it further.
- *Stragglers.* Cost is linear in the length of a text, so parts of equal bytes are of equal
  work; a text of many megabytes goes into a part of its own. Speculative execution is safe:
  the function is pure.
- *Failures.* The engine does a lost partition again, with the same result. ``errors="warn"``
  keeps one document from ending the run; documents without facts are those of the input whose
  ``doc_id`` is not among the facts, to be looked at alone.
- *Near-copies.* Not in this pass: a text that was posted twice is two rows of facts. Remove equal
  texts before it (a hash of the text), near ones after it, per county and year, where
  `zhsummary.mining.reuse` compares candidates only; across counties copies hardly occur.
- *Names.* ``doc_id`` must be unique before the pass; short forms of townships are resolved by
  joining a gazetteer to the documents, or stay unknown.
"""
