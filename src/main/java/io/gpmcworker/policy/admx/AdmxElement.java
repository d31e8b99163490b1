package io.gpmcworker.policy.admx;

import java.util.List;
import java.util.Optional;

/** A part of a policy that has a value of its own. */
public sealed interface AdmxElement {

  /** What a presentation refers to it by. */
  String id();

  /** The key that its value is in, below HKEY_LOCAL_MACHINE or HKEY_CURRENT_USER. */
  String key();

  /** {@code boolean}: a checkbox. */
  record BooleanElement(String id, String key, String valueName, AdmxStates states)
      implements AdmxElement {}

  /** {@code decimal} and {@code longDecimal}: a number, in some templates stored as text. */
  record DecimalElement(String id, String key, String valueName) implements AdmxElement {}

  /** {@code text}: one line. */
  record TextElement(String id, String key, String valueName) implements AdmxElement {}

  /** {@code multiText}: lines. */
  record MultiTextElement(String id, String key, String valueName) implements AdmxElement {}

  /**
   * {@code enum}: a choice.
   *
   * @param items the choices in the template's order
   */
  record EnumElement(String id, String key, String valueName, List<Item> items)
      implements AdmxElement {

    public EnumElement {
      items = List.copyOf(items);
    }

    /**
     * A choice.
     *
     * @param displayName for people
     * @param value what is written
     * @param list further values that are written with it
     */
    public record Item(String displayName, AdmxValue value, List<AdmxAssignment> list) {
      public Item {
        list = List.copyOf(list);
      }
    }
  }

  /**
   * {@code list}: all values of a key.
   *
   * @param valuePrefix what the values' names begin with, numbers follow; without it the names are
   *     the user's own, or equal to the values
   * @param explicitValue whether the user gives names and values
   * @param additive whether the values are added to those that are there
   */
  record ListElement(
      String id, String key, Optional<String> valuePrefix, boolean explicitValue, boolean additive)
      implements AdmxElement {}
}
