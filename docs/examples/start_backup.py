"""Starts a backup and waits for its end.

    pip install confluent-kafka
    python start_backup.py localhost:9092 CHG0031-backup CHG0031 "Default Domain Policy"
"""

import json
import sys
import time
import uuid

from confluent_kafka import Consumer, Producer, TopicPartition

ENDS = {
    f"io.gpmcworker.operation.{end}"
    for end in ("succeeded", "failed", "cancelled", "outcome-unknown")
}
REJECTED = "io.gpmcworker.command.rejected"


def send(producer, operation, ticket, kind, data):
    """Sends a command and returns its id, once the broker has it."""
    command = str(uuid.uuid4())
    failures = []
    producer.produce(
        "gpmc.commands",
        key=operation,
        value=json.dumps(data),
        headers=[
            ("ce_specversion", "1.0"),
            ("ce_id", command),
            ("ce_source", "/tickets"),
            ("ce_type", "io.gpmcworker.operation." + kind),
            ("ce_subject", operation),
            ("ce_correlationid", ticket),
            ("content-type", "application/json"),
        ],
        on_delivery=lambda error, _: failures.append(error) if error else None,
    )
    if producer.flush(30) or failures:
        sys.exit(f"Kafka did not take the command: {failures or 'no answer in 30 s'}")
    return command


def from_here(servers):
    """A consumer of all events from now on, on its own: no group shares them."""
    consumer = Consumer(
        {"bootstrap.servers": servers, "group.id": str(uuid.uuid4()), "enable.auto.commit": False}
    )
    partitions = consumer.list_topics("gpmc.events", timeout=30).topics["gpmc.events"].partitions
    places = [TopicPartition("gpmc.events", number) for number in partitions]
    for place in places:
        place.offset = consumer.get_watermark_offsets(place, timeout=30)[1]
    consumer.assign(places)
    return consumer


def await_end(consumer, operation, patience):
    """Prints the operation's events, each once, and returns its last."""
    seen = set()
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        record = consumer.poll(1)
        if record is None or record.error() or record.key() != operation.encode():
            continue
        headers = {name: value.decode() for name, value in record.headers()}
        event = (headers["ce_source"], headers["ce_id"])
        if event in seen:  # events come at least once
            continue
        seen.add(event)
        print(headers.get("ce_sequence", "-"), headers["ce_type"], record.value().decode())
        if headers["ce_type"] in ENDS or headers["ce_type"] == REJECTED:
            return headers["ce_type"]
    sys.exit(f"no end of {operation} in {patience} s")


def main(servers, operation, ticket, gpo):
    consumer = from_here(servers)
    send(
        Producer({"bootstrap.servers": servers, "enable.idempotence": True}),
        operation,
        ticket,
        "start",
        {
            "operation": "backup-gpo",
            "domain": "corp",
            "parameters": {"gpo": gpo, "backupStore": "default"},
            "requestedBy": "svc-tickets",
        },
    )
    end = await_end(consumer, operation, patience=300)
    consumer.close()
    return 0 if end.endswith(".succeeded") else 1


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
