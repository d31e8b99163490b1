package io.gpmcworker.policy.report.html.layout;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.html.block.Block;
import io.gpmcworker.policy.report.html.block.Block.Grid;
import io.gpmcworker.policy.report.html.block.Block.Group;
import io.gpmcworker.policy.report.html.block.Block.Item;
import io.gpmcworker.policy.report.html.block.Cell;
import io.gpmcworker.policy.report.html.block.Tone;
import io.gpmcworker.policy.report.html.block.Value;
import io.gpmcworker.policy.report.words.SecurityWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Security settings, under the headings of the editor. */
final class SecurityLayout implements ExtensionLayout {

  private static final List<String> POLICY_AND_SETTING = List.of("Policy", "Setting");

  @Override
  public List<Block> blocks(Reading extension) {
    extension.ignoring("Blocked");
    List<Block> blocks = new ArrayList<>();
    accounts(extension.children("Account"), blocks);
    grid("Audit Policy", POLICY_AND_SETTING, extension.children("Audit"), this::audit, blocks);
    grid(
        "User Rights Assignment",
        List.of("Right", "Accounts"),
        extension.children("UserRightsAssignment"),
        this::right,
        blocks);
    options(extension.children("SecurityOptions"), blocks);
    grid(
        "Event Log",
        List.of("Log", "Policy", "Setting"),
        extension.children("EventLog"),
        this::eventLog,
        blocks);
    items("Restricted Groups", extension.children("RestrictedGroups"), blocks);
    items("System Services", extension.children("SystemServices"), blocks);
    items("Registry", extension.children("Registry"), blocks);
    items("File System", extension.children("File"), blocks);
    return blocks;
  }

  private void accounts(List<ReportElement> settings, List<Block> blocks) {
    Map<String, List<ReportElement>> byType = new LinkedHashMap<>();
    for (ReportElement setting : settings) {
      byType.computeIfAbsent(childText(setting, "Type"), unseen -> new ArrayList<>()).add(setting);
    }
    byType.forEach(
        (type, group) -> grid(type + " Policy", POLICY_AND_SETTING, group, this::account, blocks));
  }

  private List<Cell> account(Reading setting, List<Block> others) {
    setting.ignoring("Type");
    String name = setting.text("Name");
    return List.of(name(SecurityWords.accountPolicy(name), name), setting(name, setting));
  }

  private List<Cell> audit(Reading setting, List<Block> others) {
    String name = setting.text("Name");
    boolean success = setting.text("SuccessAttempts").equals("true");
    boolean failure = setting.text("FailureAttempts").equals("true");
    return List.of(
        name(SecurityWords.auditCategory(name), name),
        Cell.of(SecurityWords.audited(success, failure)));
  }

  private List<Cell> right(Reading setting, List<Block> others) {
    String name = setting.text("Name");
    List<Value> members =
        setting.children("Member").stream().map(member -> Access.trustee(member, others)).toList();
    return List.of(
        name(SecurityWords.userRight(name), name),
        members.isEmpty() ? Cell.of(Value.badge("Nobody", Tone.LABEL)) : new Cell(members));
  }

  private List<Cell> eventLog(Reading setting, List<Block> others) {
    String name = setting.text("Name");
    return List.of(
        Cell.of(setting.text("Log")),
        name(SecurityWords.eventLogPolicy(name), name),
        setting(name, setting));
  }

  /** The editor names the subject of an option in front of a colon. */
  private void options(List<ReportElement> options, List<Block> blocks) {
    Map<String, List<ReportElement>> bySubject = new LinkedHashMap<>();
    for (ReportElement option : options) {
      bySubject
          .computeIfAbsent(SecurityOptionText.of(option).subject(), unseen -> new ArrayList<>())
          .add(option);
    }
    List<Block> groups = new ArrayList<>();
    bySubject.forEach((subject, group) ->
        grid(
            subject,
            POLICY_AND_SETTING,
            group,
            (option, others) -> SecurityOptionText.row(option),
            groups));
    if (!groups.isEmpty()) {
      blocks.add(new Group("Security Options", groups));
    }
  }

  private static void items(String title, List<ReportElement> settings, List<Block> blocks) {
    if (!settings.isEmpty()) {
      blocks.add(new Group(title, settings.stream().map(SecurityLayout::item).toList()));
    }
  }

  /** A group, a service, a key or a folder with what it is set to. */
  private static Block item(ReportElement element) {
    Reading setting = new Reading(element);
    List<Block> blocks = new ArrayList<>();
    List<Value> badges = new ArrayList<>();
    Value title =
        setting
            .child("GroupName")
            .map(group -> Access.trustee(group, blocks))
            .orElseGet(() -> Value.of(setting.text("Name") + setting.text("Path")));
    if (!title.note().isEmpty()) {
      badges.add(Value.badge(title.note(), Tone.LABEL));
    }
    for (String name : List.of("StartupMode", "Mode")) {
      String word = setting.text(name);
      if (!word.isEmpty()) {
        badges.add(Value.badge(SecurityWords.mode(word), Tone.LABEL));
      }
    }
    members("Members", setting.children("Member"), blocks);
    members("Member of", setting.children("Memberof"), blocks);
    setting
        .child("SecurityDescriptor")
        .ifPresent(descriptor -> blocks.addAll(Access.blocks(new Reading(descriptor))));
    blocks.addAll(setting.rest());
    return new Item(title.text(), badges, blocks);
  }

  private static void members(String label, List<ReportElement> members, List<Block> blocks) {
    if (!members.isEmpty()) {
      List<Block> others = new ArrayList<>();
      blocks.add(
          new Block.Facts(
              List.of(
                  new Block.Fact(
                      label,
                      new Cell(
                          members.stream()
                              .map(member -> Access.trustee(member, others))
                              .toList())))));
      blocks.addAll(others);
    }
  }

  private static void grid(
      String title,
      List<String> columns,
      List<ReportElement> settings,
      BiFunction<Reading, List<Block>, List<Cell>> row,
      List<Block> blocks) {
    if (settings.isEmpty()) {
      return;
    }
    List<List<Cell>> rows = new ArrayList<>();
    List<Block> others = new ArrayList<>();
    for (ReportElement setting : settings) {
      Reading reading = new Reading(setting);
      rows.add(row.apply(reading, others));
      others.addAll(reading.rest());
    }
    List<Block> content = new ArrayList<>();
    content.add(new Grid(columns, rows));
    content.addAll(others);
    blocks.add(new Group(title, content));
  }

  /** What people call it, with the name that the file gives it behind. */
  static Cell name(String words, String name) {
    return Cell.of(Value.of(words, words.equals(name) ? "" : name));
  }

  private static Cell setting(String name, Reading setting) {
    String truth = setting.text("SettingBoolean");
    if (!truth.isEmpty()) {
      return Cell.of(Value.enabled(truth.equals("true")));
    }
    String number = setting.text("SettingNumber");
    return Cell.of(SecurityWords.amount(name, number) + setting.text("SettingString"));
  }

  private static String childText(ReportElement element, String name) {
    return new Reading(element).text(name);
  }
}
