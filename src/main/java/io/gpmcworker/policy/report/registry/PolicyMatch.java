package io.gpmcworker.policy.report.registry;

import io.gpmcworker.policy.admx.AdmxAssignment;
import io.gpmcworker.policy.admx.AdmxElement;
import io.gpmcworker.policy.admx.AdmxPolicy;
import io.gpmcworker.policy.admx.AdmxStates;
import io.gpmcworker.policy.admx.AdmxValue;
import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a Registry.pol says about one policy. To ask takes the entries that the policy explains: its
 * own value, its lists, then its elements one after the other.
 */
final class PolicyMatch {

  /** The state of a policy or of one of its elements, as the report words it. */
  enum State {
    ENABLED("Enabled"),
    DISABLED("Disabled"),
    NOT_CONFIGURED("NotConfigured");

    private final String word;

    State(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /**
   * What an element is set to.
   *
   * @param state of a checkbox, whether it is set; of others, whether they have a value
   * @param entries what is written; several for a list
   * @param choice the text of a choice
   */
  record Setting(State state, List<RegistryPolicyEntry> entries, Optional<String> choice) {

    private static final Setting NONE =
        new Setting(State.NOT_CONFIGURED, List.of(), Optional.empty());
  }

  private static final AdmxValue ONE = new AdmxValue.Number(1);

  private final RegistryValues values;
  private final Map<String, Setting> settings = new HashMap<>();
  private final State state;

  /** Looks at a policy and takes its entries. */
  PolicyMatch(RegistryValues values, AdmxPolicy policy) {
    this.values = values;
    Optional<State> own = ownState(policy);
    boolean deleted = false;
    for (AdmxElement element : policy.elements()) {
      Setting setting = setting(element);
      settings.put(element.id(), setting);
      deleted |= takeDeletion(element);
    }
    boolean set = settings.values().stream().anyMatch(setting -> !setting.entries().isEmpty());
    state =
        own.orElse(set ? State.ENABLED : deleted ? State.DISABLED : State.NOT_CONFIGURED);
  }

  /** Whether the policy is configured, and how. */
  State state() {
    return state;
  }

  /** What an element is set to, by its id. */
  Setting setting(String id) {
    return settings.getOrDefault(id, Setting.NONE);
  }

  /** What the policy's own value says, or else its lists; empty if they say nothing. */
  private Optional<State> ownState(AdmxPolicy policy) {
    AdmxStates states = policy.states();
    Optional<State> own =
        policy.valueName().isPresent()
            ? valueState(policy.key(), policy.valueName().get(), states)
            : listState(states);
    own.ifPresent(known -> takeAll(known == State.ENABLED ? states.onList() : states.offList()));
    return own;
  }

  private Optional<State> listState(AdmxStates states) {
    if (isWritten(states.offList())) {
      return Optional.of(State.DISABLED);
    }
    return isWritten(states.onList()) ? Optional.of(State.ENABLED) : Optional.empty();
  }

  /** Which of two states a value is in; it is taken if it is in one. */
  private Optional<State> valueState(String key, String valueName, AdmxStates states) {
    if (matches(key, valueName, states.on().orElse(ONE))) {
      take(key, valueName);
      return Optional.of(State.ENABLED);
    }
    boolean off =
        states.off().isPresent()
            ? matches(key, valueName, states.off().get())
            : values.deletion(key, valueName).isPresent();
    if (off) {
      take(key, valueName);
      return Optional.of(State.DISABLED);
    }
    return Optional.empty();
  }

  /** Whether a list is written, apart from what other policies explain already. */
  private boolean isWritten(List<AdmxAssignment> list) {
    List<AdmxAssignment> open = list.stream().filter(this::isOpen).toList();
    return !open.isEmpty()
        && open.stream().allMatch(item -> matches(item.key(), item.valueName(), item.value()));
  }

  private boolean isOpen(AdmxAssignment item) {
    return values.value(item.key(), item.valueName()).isPresent()
        || values.deletion(item.key(), item.valueName()).isPresent();
  }

  private boolean matches(String key, String valueName, AdmxValue value) {
    return switch (value) {
      case AdmxValue.Deleted() -> values.deletion(key, valueName).isPresent();
      case AdmxValue.Number(long number) -> {
        OptionalLong written =
            values.value(key, valueName).map(RegistryData::number).orElse(OptionalLong.empty());
        yield written.isPresent() && written.getAsLong() == number;
      }
      case AdmxValue.Text(String text) ->
          values
              .value(key, valueName)
              .filter(entry -> RegistryData.isText(entry) && RegistryData.text(entry).equals(text))
              .isPresent();
    };
  }

  private Setting setting(AdmxElement element) {
    return switch (element) {
      case AdmxElement.BooleanElement box -> checkbox(box);
      case AdmxElement.EnumElement choice -> choice(choice);
      case AdmxElement.ListElement list -> list(list);
      case AdmxElement.DecimalElement number -> single(number.key(), number.valueName());
      case AdmxElement.TextElement text -> single(text.key(), text.valueName());
      case AdmxElement.MultiTextElement lines -> single(lines.key(), lines.valueName());
    };
  }

  private Setting checkbox(AdmxElement.BooleanElement box) {
    Optional<RegistryPolicyEntry> entry = values.value(box.key(), box.valueName());
    if (entry.isEmpty()) {
      return values.deletion(box.key(), box.valueName()).isPresent()
          ? new Setting(State.DISABLED, List.of(), Optional.empty())
          : Setting.NONE;
    }
    boolean set = matches(box.key(), box.valueName(), box.states().on().orElse(ONE));
    takeAll(set ? box.states().onList() : box.states().offList());
    values.take(entry.get());
    return new Setting(
        set ? State.ENABLED : State.DISABLED, List.of(entry.get()), Optional.empty());
  }

  private Setting choice(AdmxElement.EnumElement element) {
    Optional<AdmxElement.EnumElement.Item> chosen =
        element.items().stream()
            .filter(item -> matches(element.key(), element.valueName(), item.value()))
            .findFirst();
    if (chosen.isEmpty()) {
      return Setting.NONE;
    }
    takeAll(chosen.get().list());
    Setting setting = single(element.key(), element.valueName());
    return new Setting(
        State.ENABLED, setting.entries(), Optional.of(chosen.get().displayName()));
  }

  private Setting single(String key, String valueName) {
    Optional<RegistryPolicyEntry> entry = values.value(key, valueName);
    entry.ifPresent(values::take);
    return entry
        .map(found -> new Setting(State.ENABLED, List.of(found), Optional.empty()))
        .orElse(Setting.NONE);
  }

  private Setting list(AdmxElement.ListElement list) {
    String prefix = list.valuePrefix().orElse("");
    List<RegistryPolicyEntry> entries =
        values.values(list.key()).stream()
            .filter(entry -> entry.valueName().regionMatches(true, 0, prefix, 0, prefix.length()))
            .toList();
    entries.forEach(values::take);
    return entries.isEmpty()
        ? Setting.NONE
        : new Setting(State.ENABLED, entries, Optional.empty());
  }

  /** Takes the instruction that removes an element's value; whether there was one. */
  private boolean takeDeletion(AdmxElement element) {
    Optional<RegistryPolicyEntry> deletion =
        switch (element) {
          case AdmxElement.BooleanElement e -> values.deletion(e.key(), e.valueName());
          case AdmxElement.EnumElement e -> values.deletion(e.key(), e.valueName());
          case AdmxElement.DecimalElement e -> values.deletion(e.key(), e.valueName());
          case AdmxElement.TextElement e -> values.deletion(e.key(), e.valueName());
          case AdmxElement.MultiTextElement e -> values.deletion(e.key(), e.valueName());
          case AdmxElement.ListElement e -> values.clearing(e.key());
        };
    deletion.ifPresent(values::take);
    return deletion.isPresent();
  }

  private void takeAll(List<AdmxAssignment> list) {
    for (AdmxAssignment item : list) {
      if (matches(item.key(), item.valueName(), item.value())) {
        take(item.key(), item.valueName());
      }
    }
  }

  private void take(String key, String valueName) {
    values.value(key, valueName).ifPresent(values::take);
    values.deletion(key, valueName).ifPresent(values::take);
  }
}
