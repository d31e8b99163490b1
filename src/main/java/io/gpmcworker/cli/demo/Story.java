package io.gpmcworker.cli.demo;

import io.gpmcworker.cli.local.LocalSurroundings;
import io.gpmcworker.cli.local.Topics;
import io.gpmcworker.cli.terminal.Terminal;
import io.gpmcworker.cli.topics.CommandSender;
import io.gpmcworker.cli.topics.CommandSender.Sent;
import io.gpmcworker.cli.topics.EventReader;
import io.gpmcworker.cli.topics.OperationRequest;
import io.gpmcworker.cli.topics.OutcomeException;
import io.gpmcworker.cli.topics.TrackedOperations;
import io.gpmcworker.cli.topics.WorkerEvent;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpoName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The demo's story. Everything the worker does in it was asked for by a record on the topic of the
 * commands, and all that is told of it was read from the topic of the events or seen on the disk.
 */
public final class Story implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration REDRAW = Duration.ofMillis(50);
  private static final String STORE = LocalSurroundings.BACKUP_STORE;
  private static final int SEVERAL = 4;

  private final Terminal terminal;
  private final LocalSurroundings surroundings;
  private final TrackedOperations operations = new TrackedOperations();
  private final EventReader reader;
  private final CommandSender commands;
  private final DomainByHand domain;
  private final List<Tracked> all = new ArrayList<>();

  private Story(Terminal terminal, LocalSurroundings surroundings) {
    String servers = surroundings.broker().bootstrapServers();
    this.terminal = terminal;
    this.surroundings = surroundings;
    this.reader = EventReader.open(servers, Topics.EVENTS, operations::accept, operations::fail);
    this.commands = new CommandSender(servers, Topics.COMMANDS);
    this.domain = new DomainByHand(surroundings.domain());
  }

  /** Gets ready to tell it, on surroundings that run. */
  public static Story open(Terminal terminal, LocalSurroundings surroundings) {
    return new Story(terminal, surroundings);
  }

  /**
   * Tells it.
   *
   * @throws OutcomeException when something did not go as it must
   */
  public void tell() throws InterruptedException {
    try {
      List<DomainByHand.Gpo> gpos = domain.gpos();
      if (gpos.isEmpty()) {
        throw new OutcomeException(
            "The domain has no GPO. With --from-backups, name a folder that has GPMC backups.");
      }
      DomainByHand.Gpo victim = victim(gpos);
      String backup = backUp(gpos, victim);
      cancelOne(gpos.getFirst());
      changeAndRestore(victim, backup);
      summary();
    } catch (GpmcException | IOException e) {
      throw new OutcomeException("The demo could not look at its own domain: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    commands.close();
    reader.close();
    domain.close();
  }

  /**
   * The largest but one that has a registry policy, to be changed later; the last where none has.
   */
  private DomainByHand.Gpo victim(List<DomainByHand.Gpo> gpos) throws IOException {
    for (DomainByHand.Gpo gpo : gpos.subList(1, gpos.size())) {
      if (domain.hasRegistryPolicy(gpo.id())) {
        return gpo;
      }
    }
    return gpos.getLast();
  }

  private String backUp(List<DomainByHand.Gpo> gpos, DomainByHand.Gpo victim)
      throws InterruptedException {
    heading("1. Backups of some GPOs, and one of all %d".formatted(gpos.size()));
    List<DomainByHand.Gpo> single = new ArrayList<>();
    single.add(victim);
    gpos.stream().skip(1).filter(it -> !it.equals(victim)).limit(SEVERAL).forEach(single::add);
    List<Tracked> sent = new ArrayList<>();
    for (DomainByHand.Gpo gpo : single) {
      sent.add(
          send(
              "backup-" + (sent.size() + 1),
              "backup-gpo",
              gpo.name(),
              Map.of(
                  "gpo",
                  GpoName.braced(gpo.id()),
                  "backupStore",
                  STORE,
                  "comment",
                  "before CHG0031")));
    }
    sent.add(
        send(
            "backup-all",
            "backup-all-gpos",
            "all GPOs",
            Map.of("backupStore", STORE, "comment", "nightly")));
    watch(sent);
    sent.forEach(it -> ended(it, "SUCCEEDED"));
    return operations
        .end("backup-1")
        .map(it -> it.data().path("result").path("id").asText())
        .orElseThrow();
  }

  private void cancelOne(DomainByHand.Gpo large) throws IOException, InterruptedException {
    heading("2. A ticket is withdrawn: a backup is cancelled while it runs");
    StoreListing before = StoreListing.of(surroundings.data().backups());
    Tracked backup =
        send(
            "to-be-cancelled",
            "backup-gpo",
            large.name(),
            Map.of("gpo", GpoName.braced(large.id()), "backupStore", STORE));
    await(backup, it -> it.type().equals("operation.progressed") || it.isEnd(), "progress");
    long begin = System.nanoTime();
    Sent cancel = commands.cancel(backup.id(), "CHG0031 was withdrawn", "jane");
    WorkerEvent answer =
        await(
            backup,
            it -> it.isCancelAnswer() && it.causationId().equals(Optional.of(cancel.id())),
            "answer to the cancel");
    watch(List.of(backup));
    WorkerEvent end = ended(backup, "CANCELLED");
    terminal.line("  Answered with " + answer.type() + after(begin, answer) + ".");
    operations
        .find(backup.id(), it -> it.type().equals("operation.cancelling"))
        .ifPresent(
            it -> terminal.line("  The live handle had been called" + after(begin, it) + "."));
    terminal.line(
        "  %s%s, reason %s."
            .formatted(
                end.text("state").orElse(""), after(begin, end), end.text("reason").orElse("-")));
    StoreListing after = StoreListing.of(surroundings.data().backups());
    if (!after.equals(before)) {
      throw new OutcomeException(
          "The cancelled backup left something in " + surroundings.data().backups() + ".");
    }
    terminal.line(
        "  The backup store is as it was before (%d files): nothing of it is left."
            .formatted(after.files()));
  }

  private void changeAndRestore(DomainByHand.Gpo gpo, String backup)
      throws GpmcException, IOException, InterruptedException {
    heading("3. Somebody changes a GPO by hand; its backup brings it back");
    GpoSnapshot before = domain.look(gpo.id());
    Optional<String> value = domain.change(gpo.id());
    GpoSnapshot changed = domain.look(gpo.id());
    terminal.line("  Changed in '" + gpo.name() + "':");
    value.ifPresent(it -> terminal.line("    " + it));
    before.differences(changed).forEach(it -> terminal.line("    " + it));
    Tracked restore =
        send(
            "restore-1",
            "restore-gpo",
            gpo.name(),
            Map.of("backupId", backup, "backupStore", STORE));
    watch(List.of(restore));
    ended(restore, "SUCCEEDED");
    GpoSnapshot restored = domain.look(gpo.id());
    List<String> left = before.differences(restored);
    if (!left.isEmpty()) {
      throw new OutcomeException(
          "After the restore, this is not as it was in '" + gpo.name() + "': " + left);
    }
    terminal.line(
        "  As it was before: the directory's attributes, and each file on SYSVOL byte for byte (%d)."
            .formatted(restored.files().size()));
  }

  private void summary() throws IOException {
    heading("What was done, as the events tell it");
    Summary.table(operations, all).forEach(it -> terminal.line("  " + it));
    StoreListing store = StoreListing.of(surroundings.data().backups());
    terminal.line();
    terminal.line(
        String.format(
            Locale.ROOT,
            "  Written: %d files, %.1f MB, in %s",
            store.files(),
            store.bytes() / 1e6,
            surroundings.data().backups()));
    terminal.line("  Read them in GPMC (Manage Backups), or delete them with ./gpmc clean.");
  }

  private Tracked send(String id, String operation, String title, Map<String, Object> parameters) {
    commands.start(
        new OperationRequest(
            id,
            operation,
            LocalSurroundings.DOMAIN,
            parameters,
            "svc-tickets",
            Optional.of("CHG0031")));
    Tracked tracked = new Tracked(id, title);
    all.add(tracked);
    return tracked;
  }

  private void watch(List<Tracked> shown) throws InterruptedException {
    Bars bars = new Bars(terminal, operations, shown);
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!bars.allEnded()) {
      if (System.nanoTime() > end || !surroundings.worker().isAlive()) {
        throw new OutcomeException(
            "Not all operations came to an end. The worker's log is "
                + surroundings.worker().log()
                + ".");
      }
      bars.show();
      Thread.sleep(REDRAW);
    }
    bars.show();
  }

  private WorkerEvent await(Tracked operation, Predicate<WorkerEvent> wanted, String what)
      throws InterruptedException {
    return operations
        .await(operation.id(), wanted, LIMIT)
        .orElseThrow(() ->
            new OutcomeException(
                "No %s came for %s. The worker's log is %s."
                    .formatted(what, operation.id(), surroundings.worker().log())));
  }

  private WorkerEvent ended(Tracked operation, String state) {
    WorkerEvent end = operations.end(operation.id()).orElseThrow();
    if (!end.text("state").equals(Optional.of(state))) {
      throw new OutcomeException(
          "%s should have ended %s. It ended with %s: %s"
              .formatted(
                  operation.id(),
                  state,
                  end.type(),
                  end.data().path("error").path("detail").asText("no reason given")));
    }
    return end;
  }

  private void heading(String text) {
    terminal.line();
    terminal.line(terminal.bold(text));
  }

  private static String after(long begin, WorkerEvent event) {
    return String.format(Locale.ROOT, " after %.0f ms", (event.received() - begin) / 1e6);
  }
}
