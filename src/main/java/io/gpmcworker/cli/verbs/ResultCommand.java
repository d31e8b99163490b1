package io.gpmcworker.cli.verbs;

import io.gpmcworker.cli.offline.OutputArgument;
import io.gpmcworker.cli.remote.Client;
import io.gpmcworker.cli.remote.ExitCode;
import io.gpmcworker.cli.remote.Query;
import io.gpmcworker.cli.remote.RemoteException;
import io.gpmcworker.cli.terminal.PlainText;
import io.gpmcworker.cli.terminal.Style;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./gpmc result}. */
@Command(
    name = "result",
    mixinStandardHelpOptions = true,
    description = {
      "Fetches the report that an operation has written. (./gpmc report is for a backup's folder"
          + " on this machine.)",
      "In a file it is byte for byte as GPMC writes it, XML in UTF-16; on the standard output it is"
          + " UTF-8."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./gpmc result CHG0031-report -o report.html",
      "  ./gpmc start report --name 'Default Domain Policy' --report-type xml --id r1 --wait &&",
      "    ./gpmc result r1 | grep MinimumPasswordLength"
    })
public final class ResultCommand extends RemoteCommand {

  @Parameters(paramLabel = "ID", description = "The operation's id.")
  private String id = "";

  @Mixin private OutputArgument output = new OutputArgument();

  @Override
  int run(Client client) throws InterruptedException {
    byte[] report = client.download(Query.of("operations", id, "report"));
    if (output.file().isPresent()) {
      write(output.file().get(), report);
    } else {
      String text =
          isUtf16(report) ? PlainText.xml(report) : new String(report, StandardCharsets.UTF_8);
      out().print(Style.isTerminal() ? PlainText.document(text) : text);
    }
    return ExitCode.SUCCEEDED.code();
  }

  private static void write(Path file, byte[] report) {
    try {
      OutputArgument.write(file, report);
    } catch (IOException e) {
      throw new RemoteException(
          ExitCode.USAGE, "%s cannot be written: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /** By its byte order mark. */
  private static boolean isUtf16(byte[] report) {
    return report.length >= 2
        && ((report[0] == (byte) 0xFF && report[1] == (byte) 0xFE)
            || (report[0] == (byte) 0xFE && report[1] == (byte) 0xFF));
  }
}
