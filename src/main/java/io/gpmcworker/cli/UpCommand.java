package io.gpmcworker.cli;

import io.gpmcworker.cli.demo.DomainByHand;
import io.gpmcworker.cli.local.Installation;
import io.gpmcworker.cli.local.LocalSurroundings;
import io.gpmcworker.cli.local.LocalWorker;
import io.gpmcworker.cli.local.SurroundingsException;
import io.gpmcworker.cli.local.Topics;
import io.gpmcworker.cli.terminal.Terminal;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpoName;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./gpmc up}. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Starts everything and stays until Ctrl-C. Prints addresses and commands to try.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./gpmc up",
      "  ./gpmc up --data ~/gpmc --http-port 8480",
      "  ./gpmc up --from-backups /srv/backups"
    })
final class UpCommand implements Callable<Integer> {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  @Mixin private final SurroundingsArguments arguments = new SurroundingsArguments();

  @Override
  public Integer call() throws InterruptedException {
    Terminal terminal = Terminal.standard();
    try (LocalRun run = LocalRun.start(terminal, arguments, "up", false)) {
      describe(run.surroundings()).forEach(terminal::line);
      LocalWorker worker = run.surroundings().worker();
      while (worker.isAlive()) {
        Thread.sleep(LOOK_EVERY);
      }
      throw new SurroundingsException("The worker has ended. Its log is " + worker.log() + ".");
    }
  }

  /** The largest: its backup can be withdrawn by hand before it is done. */
  private static String gpo(LocalSurroundings it) {
    try (DomainByHand domain = new DomainByHand(it.domain())) {
      return domain.gpos().stream()
          .findFirst()
          .map(gpo -> GpoName.braced(gpo.id()))
          .orElse("(the domain has none)");
    } catch (GpmcException | IOException e) {
      throw new SurroundingsException(
          "The embedded domain could not be read: " + e.getMessage(), e);
    }
  }

  private static List<String> describe(LocalSurroundings it) {
    String servers = it.broker().bootstrapServers();
    Installation installation = Installation.current();
    return """

    Kafka         %1$s
      topics      %2$s (commands), %3$s (events), %4$s (what could not be read)
    PostgreSQL    %5$s as %6$s; its password is in %15$s
    Domain        %8$s as '%9$s' at %10$s, SYSVOL %11$s
    Backup store  '%12$s' at %13$s
    Page          %14$s/
    HTTP          %14$s/api/v1, described by %14$s/api/v1/openapi
    Contract      %14$s/asyncapi
    Worker        %14$s/q/health, %14$s/q/metrics, configured by %15$s
    Logs          %16$s

    Read the events (kcat 1.6 or newer; any Kafka client does):

      kcat -b %1$s -t %3$s -C -f '%%k  %%h\\n  %%s\\n'

    Back up a GPO, as operation 'my-first', and withdraw it again:

      echo '{"operation":"backup-gpo","domain":"%9$s","parameters":{"gpo":"%7$s","backupStore":"%12$s"},"requestedBy":"me"}' |
        kcat -b %1$s -t %2$s -P -k my-first \\
          -H ce_specversion=1.0 -H ce_id=$(date +%%s%%N) -H ce_source=/me -H ce_subject=my-first \\
          -H ce_type=io.gpmcworker.operation.start -H content-type=application/json

      echo '{"reason":"not needed after all","requestedBy":"me"}' |
        kcat -b %1$s -t %2$s -P -k my-first \\
          -H ce_specversion=1.0 -H ce_id=$(date +%%s%%N) -H ce_source=/me -H ce_subject=my-first \\
          -H ce_type=io.gpmcworker.operation.cancel -H content-type=application/json

    Without kcat, Kafka's own tools do the same from the libraries that are here already:

      KAFKA="%17$s -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp $(cat %18$s)"
      printf 'ce_specversion:1.0,ce_id:'$(date +%%s)',ce_source:/me,ce_subject:second,ce_type:io.gpmcworker.operation.start,content-type:application/json\\tsecond\\t{"operation":"backup-all-gpos","domain":"%9$s","parameters":{"backupStore":"%12$s"},"requestedBy":"me"}\\n' |
        $KAFKA org.apache.kafka.tools.ConsoleProducer --bootstrap-server %1$s --topic %2$s \\
          --property parse.key=true --property parse.headers=true
      $KAFKA org.apache.kafka.tools.consumer.ConsoleConsumer --bootstrap-server %1$s --topic %3$s \\
        --from-beginning --property print.key=true --property print.headers=true

    Ctrl-C ends everything.
    """
        .formatted(
            servers,
            Topics.COMMANDS,
            Topics.EVENTS,
            Topics.DEAD_LETTER,
            it.database().jdbcUrl(),
            it.database().username(),
            gpo(it),
            it.domain().dnsName(),
            LocalSurroundings.DOMAIN,
            it.domain().ldapAddress(),
            it.domain().sysvol(),
            LocalSurroundings.BACKUP_STORE,
            it.data().backups(),
            it.worker().url(),
            it.worker().configurationFile(),
            it.data().resolve("logs"),
            installation.java(),
            installation.work().resolve("broker.classpath"))
        .lines()
        .toList();
  }
}
