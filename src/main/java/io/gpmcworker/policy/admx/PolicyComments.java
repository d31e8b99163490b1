package io.gpmcworker.policy.admx;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.xml.XmlElement;
import io.gpmcworker.policy.xml.XmlReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What administrators wrote beside policies: comment.cmtx of one half of a GPO.
 *
 * @param texts by policy
 */
public record PolicyComments(Map<PolicyId, String> texts) {

  /** No comments. */
  public static final PolicyComments NONE = new PolicyComments(Map.of());

  private static final Pattern REFERENCE =
      Pattern.compile("^\\s*\\$\\(\\s*resource\\.([^)]*?)\\s*\\)\\s*$");

  public PolicyComments {
    texts = Map.copyOf(texts);
  }

  /**
   * Reads a file.
   *
   * @param file what to call it in an error
   * @throws MalformedPolicyException if it is not well-formed XML
   */
  public static PolicyComments read(byte[] content, String file) throws MalformedPolicyException {
    XmlElement root = XmlReader.read(content, file);
    Map<String, String> namespaces = new HashMap<>();
    for (XmlElement list : root.children("policyNamespaces")) {
      for (XmlElement using : list.children("using")) {
        namespaces.put(attribute(using, "prefix"), attribute(using, "namespace"));
      }
    }
    Map<String, String> strings = new HashMap<>();
    for (XmlElement resources : root.children("resources")) {
      for (XmlElement table : resources.children("stringTable")) {
        for (XmlElement string : table.children("string")) {
          strings.put(attribute(string, "id"), string.text());
        }
      }
    }
    Map<PolicyId, String> texts = new HashMap<>();
    for (XmlElement comments : root.children("comments")) {
      for (XmlElement template : comments.children("admTemplate")) {
        for (XmlElement comment : template.children("comment")) {
          add(comment, namespaces, strings, texts);
        }
      }
    }
    return new PolicyComments(texts);
  }

  /** A comment without a text says nothing. */
  private static void add(
      XmlElement comment,
      Map<String, String> namespaces,
      Map<String, String> strings,
      Map<PolicyId, String> texts) {
    String ref = attribute(comment, "policyRef");
    int colon = ref.indexOf(':');
    String namespace = namespaces.get(ref.substring(0, Math.max(colon, 0)));
    Matcher reference = REFERENCE.matcher(attribute(comment, "commentText"));
    String text = reference.matches() ? strings.get(reference.group(1)) : null;
    if (namespace != null && text != null && !text.isEmpty()) {
      texts.put(new PolicyId(namespace, ref.substring(colon + 1)), text);
    }
  }

  private static String attribute(XmlElement element, String name) {
    return element.attribute(name).orElse("");
  }

  /** The comment on a policy, if there is one. */
  public Optional<String> of(AdmxPolicy policy) {
    return Optional.ofNullable(texts.get(policy.id()));
  }
}
