package io.gpmcworker.startup;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Writes the reference of all settings out of the mapping interfaces: names, types, defaults and
 * bounds as they are declared, meanings out of their Javadoc.
 */
final class ConfigurationPage {

  private static final Path SOURCES = Path.of("src/main/java/io/gpmcworker");

  private final Map<String, Type> types = new HashMap<>();
  private final List<Type> roots = new ArrayList<>();

  private ConfigurationPage() {}

  /** An interface or enum of the configuration. */
  private record Type(
      String name,
      Optional<String> prefix,
      String doc,
      List<Member> members,
      Map<String, String> constants) {}

  /** One of its methods. */
  private record Member(String name, String type, String doc, Map<String, String> annotations) {}

  /** The tables of the page, and the prefix of each mapping interface that was found. */
  static Map<String, String> sections() throws IOException {
    ConfigurationPage page = new ConfigurationPage();
    page.read();
    Map<String, String> sections = new LinkedHashMap<>();
    for (Type root : page.roots) {
      StringBuilder text = new StringBuilder();
      text.append("%s\n\n| setting | meaning | default |\n|---|---|---|\n".formatted(root.doc()));
      page.rows(root, root.prefix().orElseThrow(), text);
      sections.put(root.name(), text.toString());
    }
    return sections;
  }

  private void read() throws IOException {
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    List<Path> files;
    try (Stream<Path> walk = Files.walk(SOURCES)) {
      files = walk.filter(ConfigurationPage::mayMap).sorted().toList();
    }
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      DocTrees docs = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        new Reader(docs).scan(unit, null);
      }
    }
  }

  private static boolean mayMap(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith("Config.java")
        || name.equals("EventTopics.java")
        || name.equals("LdapSecurity.java");
  }

  private final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {

    private final DocTrees docs;

    Reader(DocTrees docs) {
      this.docs = docs;
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
      TreePath here = getCurrentPath();
      List<Member> members = new ArrayList<>();
      Map<String, String> constants = new LinkedHashMap<>();
      for (Tree member : tree.getMembers()) {
        TreePath path = new TreePath(here, member);
        if (member instanceof MethodTree method && tree.getKind() == Tree.Kind.INTERFACE) {
          members.add(
              new Member(
                  method.getName().toString(),
                  String.valueOf(method.getReturnType()),
                  doc(path),
                  annotations(method.getModifiers().getAnnotations())));
        } else if (tree.getKind() == Tree.Kind.ENUM
            && member instanceof VariableTree constant
            && constant.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
          constants.put(kebab(constant.getName().toString()), doc(path));
        }
      }
      Type type =
          new Type(
              tree.getSimpleName().toString(),
              Optional.ofNullable(
                      annotations(tree.getModifiers().getAnnotations()).get("ConfigMapping"))
                  .filter(it -> it.startsWith("gpmc.")),
              doc(here),
              members,
              constants);
      types.put(type.name(), type);
      if (type.prefix().isPresent()) {
        roots.add(type);
      }
      return super.visitClass(tree, null);
    }

    private String doc(TreePath path) {
      return Optional.ofNullable(docs.getDocComment(path)).map(ConfigurationPage::plain).orElse("");
    }
  }

  /** Each annotation's one value. */
  private static Map<String, String> annotations(List<? extends AnnotationTree> trees) {
    Map<String, String> values = new HashMap<>();
    for (AnnotationTree tree : trees) {
      String value = "";
      for (ExpressionTree argument : tree.getArguments()) {
        ExpressionTree given =
            argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
        value =
            given instanceof LiteralTree literal ? String.valueOf(literal.getValue()) : "" + given;
      }
      values.put(tree.getAnnotationType().toString(), value);
    }
    return values;
  }

  private void rows(Type type, String prefix, StringBuilder text) {
    for (Member member : type.members()) {
      String inner = member.type();
      String name =
          member.annotations().containsKey("WithParentName")
              ? prefix
              : prefix
                  + "."
                  + Optional.ofNullable(member.annotations().get("WithName"))
                      .orElse(kebab(member.name()));
      if (inner.startsWith("Map<")) {
        name += ".<%s>".formatted(inner.contains("OperationKind") ? "operation" : "name");
        inner = inner.substring(inner.indexOf(',') + 1, inner.length() - 1).strip();
      }
      inner = inner.replaceAll("^Optional<(.*)>$", "$1");
      Type known = types.get(inner);
      if (known != null && !known.members().isEmpty()) {
        rows(known, name, text);
      } else {
        text.append(row(name, member, known));
      }
    }
  }

  private static String row(String name, Member member, @Nullable Type choices) {
    StringBuilder meaning = new StringBuilder(member.doc());
    if (choices != null) {
      List<String> each = new ArrayList<>();
      choices
          .constants()
          .forEach((constant, doc) -> each.add("`%s` (%s)".formatted(constant, lower(doc))));
      meaning.append(" One of ").append(String.join(", ", each)).append('.');
    } else if (member.type().contains("List<")) {
      meaning.append(" Several are separated by commas.");
    } else if (member.type().equals("boolean")) {
      meaning.append(" `true` or `false`.");
    }
    bound(member, "Min", " At least %s.", meaning);
    bound(member, "Max", " At most %s.", meaning);
    String value =
        Optional.ofNullable(member.annotations().get("WithDefault"))
            .map("`%s`"::formatted)
            .orElse(optional(member) ? "" : "**required**");
    return "| `%s` | %s | %s |\n".formatted(name, meaning.toString().replace("|", "\\|"), value);
  }

  private static boolean optional(Member member) {
    return member.type().startsWith("Optional") || member.type().startsWith("Map<");
  }

  private static void bound(Member member, String annotation, String words, StringBuilder meaning) {
    Optional.ofNullable(member.annotations().get(annotation))
        .ifPresent(it -> meaning.append(words.formatted(it)));
  }

  private static String plain(String javadoc) {
    return javadoc
        .replaceAll("\\{@code\\s+([^}]*)}", "`$1`")
        .replaceAll("\\{@link\\s+#?([^}]*)}", "`$1`")
        .replaceAll("</?(p|ul|li|b|i|em)>", "")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String lower(String sentence) {
    boolean acronym = sentence.matches("[A-Z]{2}.*");
    return sentence.isEmpty() || acronym
        ? sentence.replaceAll("\\.$", "")
        : sentence.substring(0, 1).toLowerCase(Locale.ROOT)
            + sentence.substring(1).replaceAll("\\.$", "");
  }

  private static String kebab(String name) {
    return name.equals(name.toUpperCase(Locale.ROOT))
        ? name.toLowerCase(Locale.ROOT).replace('_', '-')
        : name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
            .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
            .toLowerCase(Locale.ROOT);
  }
}
