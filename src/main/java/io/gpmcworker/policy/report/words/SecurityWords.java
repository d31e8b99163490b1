package io.gpmcworker.policy.report.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** What security settings are called in the editor (MS-GPSB 2.2). */
public final class SecurityWords {

  private static final Properties NAMES = load();

  /** What GPMC writes for the template's -1: no bound. */
  private static final String UNBOUND = "4294967295";

  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("MinimumPasswordAge", "days"),
          Map.entry("MaximumPasswordAge", "days"),
          Map.entry("MinimumPasswordLength", "characters"),
          Map.entry("MinimumPasswordLengthAudit", "characters"),
          Map.entry("PasswordHistorySize", "passwords remembered"),
          Map.entry("LockoutBadCount", "invalid logon attempts"),
          Map.entry("ResetLockoutCount", "minutes"),
          Map.entry("LockoutDuration", "minutes"),
          Map.entry("MaxTicketAge", "hours"),
          Map.entry("MaxRenewAge", "days"),
          Map.entry("MaxServiceAge", "minutes"),
          Map.entry("MaxClockSkew", "minutes"),
          Map.entry("MaximumLogSize", "kilobytes"),
          Map.entry("RetentionDays", "days"));

  private static final Map<String, String> WITHOUT_BOUND =
      Map.of(
          "LockoutDuration", "Until an administrator unlocks the account",
          "MaximumPasswordAge", "Passwords never expire");

  private static final Map<String, String> MODES =
      Map.of(
          "PropagateInheritance", "Propagates to what is below",
          "Propagate", "Propagates to what is below",
          "Replace", "Replaces what is below",
          "NoAccessControl", "Left alone");

  private SecurityWords() {}

  private static Properties load() {
    Properties names = new Properties();
    try (InputStream in =
        Objects.requireNonNull(
            SecurityWords.class.getResourceAsStream("security-words.properties"))) {
      names.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  /** A user right, such as {@code SeBackupPrivilege}; the name itself if it is not known. */
  public static String userRight(String name) {
    return named("right.", name);
  }

  /** A password, lockout or Kerberos policy; a name of words if it is not known. */
  public static String accountPolicy(String name) {
    return NAMES.getProperty("account." + name, Words.of(name));
  }

  /** A category of the old audit policy, such as {@code AuditLogonEvents}. */
  public static String auditCategory(String name) {
    return NAMES.getProperty("audit." + name, Words.of(name));
  }

  /** A policy of an event log. */
  public static String eventLogPolicy(String name) {
    return NAMES.getProperty("log." + name, Words.of(name));
  }

  /** How a service starts, or how a descriptor spreads. */
  public static String mode(String mode) {
    return MODES.getOrDefault(mode, mode);
  }

  /** What is audited. */
  public static String audited(boolean success, boolean failure) {
    if (success) {
      return failure ? "Success and failure" : "Success";
    }
    return failure ? "Failure" : "No auditing";
  }

  /** A number with its unit; empty if there is no number. */
  public static String amount(String setting, String number) {
    if (number.isEmpty()) {
      return "";
    }
    String unbound = WITHOUT_BOUND.get(setting);
    if (number.equals(UNBOUND) && unbound != null) {
      return unbound;
    }
    return (number + " " + UNITS.getOrDefault(setting, "")).strip();
  }

  private static String named(String prefix, String name) {
    return NAMES.getProperty(prefix + name, name);
  }
}
