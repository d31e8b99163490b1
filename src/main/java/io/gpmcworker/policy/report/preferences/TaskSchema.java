package io.gpmcworker.policy.report.preferences;

import io.gpmcworker.policy.xml.XmlElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of the report's schema in which order matters: the task definitions (MS-TSCH 2.5) inside
 * of scheduled tasks, whose elements Windows writes in another order than GPMC reports them.
 */
final class TaskSchema {

  private static final Map<String, List<String>> ORDER =
      Map.of(
          "Task",
              List.of("RegistrationInfo", "Triggers", "Settings", "Data", "Principals", "Actions"),
          "RegistrationInfo",
              List.of(
                  "URI",
                  "SecurityDescriptor",
                  "Source",
                  "Date",
                  "Author",
                  "Version",
                  "Description",
                  "Documentation"),
          "Settings",
              List.of(
                  "AllowStartOnDemand",
                  "DisallowStartIfOnBatteries",
                  "StopIfGoingOnBatteries",
                  "AllowHardTerminate",
                  "StartWhenAvailable",
                  "NetworkProfileName",
                  "RunOnlyIfNetworkAvailable",
                  "WakeToRun",
                  "Enabled",
                  "Hidden",
                  "DeleteExpiredTaskAfter",
                  "RunOnlyIfIdle",
                  "MultipleInstancesPolicy",
                  "Priority",
                  "ExecutionTimeLimit",
                  "IdleSettings",
                  "NetworkSettings",
                  "RestartOnFailure"),
          "IdleSettings", List.of("Duration", "WaitTimeout", "StopOnIdleEnd", "RestartOnIdle"),
          "Principal", List.of("UserId", "LogonType", "GroupId", "DisplayName", "RunLevel"),
          "SendEmail",
              List.of(
                  "Server",
                  "Subject",
                  "To",
                  "Cc",
                  "Bcc",
                  "ReplyTo",
                  "From",
                  "Body",
                  "Attachments"));

  private static final List<String> TRIGGER =
      List.of(
          "Enabled",
          "StartBoundary",
          "EndBoundary",
          "Repetition",
          "ExecutionTimeLimit",
          "RandomDelay",
          "Delay");

  private static final Map<String, String> DROPPED_ATTRIBUTES = Map.of("Actions", "Context");
  private static final Map<String, String> DROPPED_ELEMENTS = Map.of("SendEmail", "HeaderFields");
  private static final Map<String, String> REQUIRED = Map.of("SendEmail", "Attachments");

  private TaskSchema() {}

  /** The children that are reported, in the schema's order; unknown ones come last. */
  static List<XmlElement> ordered(XmlElement parent) {
    String name = parent.localName();
    List<String> order = name.endsWith("Trigger") ? TRIGGER : ORDER.getOrDefault(name, List.of());
    List<XmlElement> children = new ArrayList<>(parent.children());
    children.removeIf(child -> child.localName().equals(DROPPED_ELEMENTS.getOrDefault(name, "")));
    if (!order.isEmpty()) {
      children.sort(Comparator.comparingInt(child -> position(order, child.localName())));
    }
    return children;
  }

  private static int position(List<String> order, String name) {
    int position = order.indexOf(name);
    return position < 0 ? order.size() : position;
  }

  /** An element that is reported even if it is not there. */
  static Optional<String> required(XmlElement parent) {
    return Optional.ofNullable(REQUIRED.get(parent.localName()));
  }

  /** Whether an attribute is left out of the report. */
  static boolean isDropped(String element, String attribute) {
    return attribute.equals(DROPPED_ATTRIBUTES.get(element));
  }
}
