package io.gpmcworker.policy.scripts;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.inf.InfFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A scripts.ini or psscripts.ini (MS-GPSCR 2.2.2, 2.2.3).
 *
 * @param scripts by event, each event's in the order in which they run
 * @param startPowerShellFirst {@code StartExecutePSFirst}: whether PowerShell scripts run before
 *     the others at startup and logon; empty if not configured
 * @param endPowerShellFirst {@code EndExecutePSFirst}: the same for shutdown and logoff
 */
public record ScriptList(
    List<Script> scripts,
    Optional<Boolean> startPowerShellFirst,
    Optional<Boolean> endPowerShellFirst) {

  /** When scripts run. */
  public enum Event {
    STARTUP("Startup", true),
    SHUTDOWN("Shutdown", false),
    LOGON("Logon", true),
    LOGOFF("Logoff", false);

    private final String section;
    private final boolean start;

    Event(String section, boolean start) {
      this.section = section;
      this.start = start;
    }

    /** The section of its scripts, and its name in the report. */
    public String section() {
      return section;
    }
  }

  /**
   * One script.
   *
   * @param order from 0, within its event
   */
  public record Script(Event event, int order, String commandLine, String parameters) {}

  private static final int MAX_SCRIPTS = 10_000;

  public ScriptList {
    scripts = List.copyOf(scripts);
  }

  /**
   * Reads a file.
   *
   * @param file what to call it in an error
   * @throws MalformedPolicyException if it is too large or not text
   */
  public static ScriptList read(byte[] content, String file) throws MalformedPolicyException {
    InfFile ini = InfFile.read(content, file);
    List<Script> scripts = new ArrayList<>();
    for (Event event : Event.values()) {
      for (int order = 0; order < MAX_SCRIPTS; order++) {
        Optional<String> command = ini.value(event.section(), order + "CmdLine");
        if (command.isEmpty()) {
          break;
        }
        scripts.add(
            new Script(
                event,
                order,
                command.get(),
                ini.value(event.section(), order + "Parameters").orElse("")));
      }
    }
    return new ScriptList(
        scripts, flag(ini, "StartExecutePSFirst"), flag(ini, "EndExecutePSFirst"));
  }

  private static Optional<Boolean> flag(InfFile ini, String key) {
    return ini.value("ScriptsConfig", key).map(Boolean::parseBoolean);
  }

  /** Whether PowerShell scripts of the given event run first; empty if not configured. */
  public Optional<Boolean> powerShellFirst(Event event) {
    return event.start ? startPowerShellFirst : endPowerShellFirst;
  }

  /** How many scripts the given event has. */
  public int count(Event event) {
    return (int) scripts.stream().filter(script -> script.event() == event).count();
  }
}
