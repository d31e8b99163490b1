package io.gpmcworker.policy.gpo;

import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.MalformedPolicyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The client-side extensions that one half of a GPO needs, each with the tools that edited its
 * settings: {@code gPCMachineExtensionNames} and {@code gPCUserExtensionNames} (MS-GPOL 2.2.4).
 *
 * @param groups in the order in which they are stored
 */
public record ExtensionNames(List<Group> groups) {

  /** No extension at all. */
  public static final ExtensionNames NONE = new ExtensionNames(List.of());

  private static final int MAX_LENGTH = 1 << 20;

  /**
   * One extension and its tools.
   *
   * @param extension the client-side extension
   * @param tools the snap-ins' tool extensions; may be empty
   */
  public record Group(UUID extension, List<UUID> tools) {
    public Group {
      tools = List.copyOf(tools);
    }
  }

  public ExtensionNames {
    groups = List.copyOf(groups);
  }

  /**
   * Reads the attribute's value: {@code [{CSE}{tool}…]…}. Blank text stands for no extension: the
   * editor leaves a single space when it takes the last one away.
   *
   * @throws MalformedPolicyException if it is anything else
   */
  public static ExtensionNames parse(String text) throws MalformedPolicyException {
    if (text.length() > MAX_LENGTH) {
      throw malformed("is longer than " + MAX_LENGTH + " characters");
    }
    if (text.isBlank()) {
      return NONE;
    }
    List<Group> groups = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf(']', at);
      if (text.charAt(at) != '[' || end < 0) {
        throw malformed("expected [{GUID}…] at character " + at);
      }
      groups.add(group(text.substring(at + 1, end), at + 1));
      at = end + 1;
    }
    return new ExtensionNames(groups);
  }

  private static final int GUID_LENGTH = 38;

  private static Group group(String guids, int offset) throws MalformedPolicyException {
    List<UUID> ids = new ArrayList<>();
    for (int at = 0; at < guids.length(); at += GUID_LENGTH) {
      Optional<UUID> id =
          Guids.parseBraced(guids.substring(at, Math.min(at + GUID_LENGTH, guids.length())));
      if (id.isEmpty()) {
        throw malformed("expected {GUID} at character " + (offset + at));
      }
      ids.add(id.get());
    }
    if (ids.isEmpty()) {
      throw malformed("empty group at character " + offset);
    }
    return new Group(ids.getFirst(), ids.subList(1, ids.size()));
  }

  private static MalformedPolicyException malformed(String reason) {
    return new MalformedPolicyException("extension names", reason);
  }

  /** Whether the given client-side extension is named. */
  public boolean contains(UUID extension) {
    return groups.stream().anyMatch(group -> group.extension().equals(extension));
  }

  /** As the attribute holds it; GUIDs in upper case. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Group group : groups) {
      text.append('[').append(Guids.braced(group.extension()));
      group.tools().forEach(tool -> text.append(Guids.braced(tool)));
      text.append(']');
    }
    return text.toString();
  }
}
