package io.gpmcworker.cli;

import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.backup.WrittenBackup;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.registry.RegistryType;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the tests of the offline commands share: a command run through its entry, and a backup. */
abstract class OfflineCommandTest {

  static final String TEMPLATE = "Machine\\Microsoft\\Windows NT\\SecEdit\\GptTmpl.inf";
  static final String SECURITY =
      "[{827D319E-6EAC-11D2-A4EA-00C04F79F83A}{803E14A0-B4FB-11D0-A0D0-00A0C90F574B}]";
  static final String REGISTRY =
      "[{35378EAC-683F-11D2-A89A-00C04FBBCFA2}{D02B1F72-3407-48AE-BA88-E8213C6761F1}]";

  /** What a command has done. */
  record Ran(int code, String out, String err) {}

  @TempDir Path folder;

  static Ran run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = line.execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    line.getOut().flush();
    line.getErr().flush();
    return new Ran(code, out.toString(), err.toString());
  }

  static WrittenBackup passwords(int length) throws IOException {
    return new WrittenBackup()
        .extensions(SECURITY)
        .file(
            TEMPLATE,
            "[Unicode]\r\nUnicode=yes\r\n[System Access]\r\nMinimumPasswordLength = %d\r\n"
                .formatted(length));
  }

  static WrittenBackup registry(String name, int number) throws IOException {
    RegistryPolicy policy =
        new RegistryPolicy(
            List.of(
                new RegistryPolicyEntry(
                    "Software\\Policies\\Sample",
                    name,
                    RegistryType.REG_DWORD.code(),
                    Bytes.of((byte) number, (byte) 0, (byte) 0, (byte) 0))));
    return new WrittenBackup()
        .extensions(REGISTRY)
        .file("Machine\\registry.pol", policy.toByteArray());
  }

  final Path store() {
    return folder.resolve("store");
  }

  static String name(Path path) {
    return Objects.requireNonNull(path.getFileName()).toString();
  }
}
