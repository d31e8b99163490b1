package io.gpmcworker.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.event.EventData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/**
 * No native image is built where this project is; what can be held is that nothing in the libraries
 * looks something up by name that nobody has thought of, and that what is registered is there.
 */
class NativeImageTest {

  private static final List<String> LIBRARIES =
      List.of("j-interop-ng", "jcifs-ng", "smbj", "mbassador", "dnsjava", "unboundid-ldapsdk");

  private static final Set<String> LOOK_UPS =
      Set.of(
          "java/lang/Class.forName",
          "java/lang/Class.newInstance",
          "java/lang/Class.getMethods",
          "java/lang/Class.getDeclaredMethods",
          "java/lang/Class.getResourceAsStream",
          "java/lang/ClassLoader.loadClass",
          "java/lang/ClassLoader.getResourceAsStream",
          "java/lang/reflect/Proxy.newProxyInstance",
          "java/util/ServiceLoader.load");

  private static List<Path> jars() {
    return Arrays.stream(System.getProperty("java.class.path").split(":"))
        .map(Path::of)
        .filter(
            it -> LIBRARIES.stream().anyMatch(name -> it.getFileName().toString().startsWith(name)))
        .toList();
  }

  private static Set<String> classesThatLookUpByName() throws IOException {
    Set<String> found = new TreeSet<>();
    for (Path jar : jars()) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        for (ZipEntry entry : Collections.list(zip.entries())) {
          if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF")) {
            byte[] bytes = zip.getInputStream(entry).readAllBytes();
            if (looksUp(bytes)) {
              found.add(entry.getName().replace(".class", "").replace('/', '.'));
            }
          }
        }
      }
    }
    return found;
  }

  private static boolean looksUp(byte[] bytes) {
    for (PoolEntry entry : ClassFile.of().parse(bytes).constantPool()) {
      if (entry instanceof MemberRefEntry member
          && LOOK_UPS.contains(
              member.owner().asInternalName() + "." + member.name().stringValue())) {
        return true;
      }
    }
    return false;
  }

  @Test
  void everyLookUpByNameInALibraryHasBeenThoughtOf() throws IOException {
    Set<String> known = new LinkedHashSet<>();
    for (String line :
        Files.readAllLines(Path.of("src/test/resources/native/lookups-by-name.txt"))) {
      if (!line.startsWith("#")) {
        known.add(line.substring(0, line.indexOf(" = ")));
      }
    }
    Set<String> unknown = classesThatLookUpByName();

    assertThat(unknown).as("the libraries are on the class path").hasSizeGreaterThan(10);
    unknown.removeIf(it ->
        known.contains(it)
            || known.stream()
                .anyMatch(
                    all -> all.endsWith("*") && it.startsWith(all.substring(0, all.length() - 1))));
    assertThat(unknown)
        .as("register what they look up in NativeImage, or say why not in lookups-by-name.txt")
        .isEmpty();
  }

  @Test
  void everyClassThatIsRegisteredByNameIsThere() throws ClassNotFoundException {
    for (Class<?> group : NativeImage.class.getDeclaredClasses()) {
      for (String name : group.getAnnotation(RegisterForReflection.class).classNames()) {
        assertThat(Class.forName(name, false, NativeImageTest.class.getClassLoader()))
            .as(name)
            .isNotNull();
      }
    }
  }

  @Test
  void everyPayloadOfAnEventIsRegistered() {
    assertThat(NativeImage.Json.class.getAnnotation(RegisterForReflection.class).targets())
        .contains(
            Arrays.stream(EventData.class.getDeclaredClasses())
                .filter(Class::isRecord)
                .toArray(Class<?>[]::new));
  }
}
