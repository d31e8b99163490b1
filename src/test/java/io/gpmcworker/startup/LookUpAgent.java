package io.gpmcworker.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiConsumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;

/**
 * Writes down what a process looks up by reflection, as a proxy, as a resource or as a service: a
 * line for each, {@code method subject caller}, sorted, after one with the process' own command,
 * into a file of its own in the folder that is its argument, when the process ends. GraalVM has
 * such an agent of its own; this one needs nothing but a JDK.
 *
 * <p>It puts a call at the beginning of the JDK's own methods. Those can see nothing of ours, so
 * the call goes to an object in a field of a class that it gives the JDK's own class loader.
 */
public final class LookUpAgent {

  private static final ClassDesc HOOK = ClassDesc.of("gpmclookups.Hook");
  private static final String FIELD = "seen";

  /** Which methods, by their classes. */
  private static final Map<Class<?>, Set<String>> METHODS =
      Map.of(
          Class.class,
          Set.of(
              "forName",
              "newInstance",
              "getMethod",
              "getMethods",
              "getDeclaredMethod",
              "getDeclaredMethods",
              "getConstructor",
              "getConstructors",
              "getDeclaredConstructor",
              "getDeclaredConstructors",
              "getField",
              "getFields",
              "getDeclaredField",
              "getDeclaredFields",
              "getRecordComponents",
              "getDeclaredClasses",
              "getClasses",
              "getResource",
              "getResourceAsStream"),
          ClassLoader.class,
          Set.of("getResource", "getResources", "getResourceAsStream"),
          Proxy.class,
          Set.of("newProxyInstance"),
          ServiceLoader.class,
          Set.of("load"));

  private static final ClassDesc CONSUMER = ClassDesc.of("java.util.function.BiConsumer");

  private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  /** The methods' own classes, and those that look up for whoever calls them. */
  private static final List<String> TRANSPARENT =
      List.of(
          LookUpAgent.class.getName(),
          "java.lang.Class",
          "java.lang.reflect.Proxy",
          "java.util.ServiceLoader",
          "java.util.ResourceBundle",
          "javax.security.auth.login.",
          "java.security.AccessController");

  private static final Set<String> FOUND = new ConcurrentSkipListSet<>();
  private static final ThreadLocal<Boolean> BUSY = ThreadLocal.withInitial(() -> false);
  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private LookUpAgent() {}

  public static void premain(String folder, Instrumentation instrumentation)
      throws UnmodifiableClassException, IOException, ReflectiveOperationException {
    BiConsumer<String, Object> consumer = LookUpAgent::seen;
    hook(instrumentation).set(null, consumer);
    // What it needs itself is loaded before anything is watched.
    seen("Class.forName", "nothing");
    FOUND.clear();
    ClassFileTransformer transformer = new Transformer();
    instrumentation.addTransformer(transformer, true);
    instrumentation.retransformClasses(METHODS.keySet().toArray(Class<?>[]::new));
    instrumentation.removeTransformer(transformer);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> write(Path.of(folder))));
  }

  private static Field hook(Instrumentation instrumentation)
      throws IOException, ReflectiveOperationException {
    int flags = ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC | ClassFile.ACC_VOLATILE;
    byte[] bytes =
        ClassFile.of()
            .build(
                HOOK, it -> it.withFlags(ClassFile.ACC_PUBLIC).withField(FIELD, CONSUMER, flags));
    Path jar = Files.createTempFile("look-ups", ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("gpmclookups/Hook.class"));
      out.write(bytes);
    }
    instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar.toFile()));
    jar.toFile().deleteOnExit();
    return Class.forName("gpmclookups.Hook", true, null).getField(FIELD);
  }

  private static void write(Path folder) {
    BUSY.set(true);
    try {
      Files.createDirectories(folder);
      List<String> lines = new ArrayList<>(FOUND);
      lines.addFirst("# " + System.getProperty("sun.java.command", ""));
      Files.write(folder.resolve(ProcessHandle.current().pid() + ".txt"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void seen(String method, Object subject) {
    if (BUSY.get()) {
      return;
    }
    BUSY.set(true);
    try {
      STACK
          .walk(frames ->
              frames
                  .map(StackWalker.StackFrame::getClassName)
                  .filter(name -> TRANSPARENT.stream().noneMatch(name::startsWith))
                  .findFirst())
          // What the JDK looks up for itself is no concern of ours.
          .filter(caller -> JDK.stream().noneMatch(caller::startsWith))
          .ifPresent(caller -> FOUND.add(method + " " + name(subject) + " " + caller));
    } finally {
      BUSY.set(false);
    }
  }

  private static String name(Object subject) {
    return switch (subject) {
      case null -> "null";
      case Class<?> type -> type.getName();
      case Object[] types ->
          Arrays.stream(types).map(LookUpAgent::name).collect(Collectors.joining(","));
      default -> subject.toString().replaceAll("\\s", "_");
    };
  }

  private static final class Transformer implements ClassFileTransformer {

    @Override
    public byte[] transform(
        Module module,
        ClassLoader loader,
        String className,
        Class<?> type,
        ProtectionDomain domain,
        byte[] bytes) {
      Set<String> methods = METHODS.get(type);
      if (methods == null) {
        return bytes;
      }
      return ClassFile.of()
          .transformClass(
              ClassFile.of().parse(bytes),
              (ClassTransform)
                  (builder, element) -> {
                    if (element instanceof MethodModel method
                        && method.flags().has(AccessFlag.PUBLIC)
                        && methods.contains(method.methodName().stringValue())) {
                      builder.transformMethod(
                          method,
                          MethodTransform.transformingCode(telling(type.getSimpleName(), method)));
                    } else {
                      builder.with(element);
                    }
                  });
    }

    private static CodeTransform telling(String type, MethodModel method) {
      String name = method.methodName().stringValue();
      boolean isStatic = method.flags().has(AccessFlag.STATIC);
      // The name that is asked for; of a class's members, the class; of a proxy, its interfaces.
      int subject =
          name.startsWith("getResource")
              ? (isStatic ? 0 : 1)
              : name.equals("newProxyInstance") ? 1 : 0;
      return new CodeTransform() {
        @Override
        public void atStart(CodeBuilder code) {
          code.getstatic(HOOK, FIELD, CONSUMER)
              .ldc(type + "." + name)
              .aload(subject)
              .invokeinterface(
                  CONSUMER,
                  "accept",
                  MethodTypeDesc.of(
                      ConstantDescs.CD_void, ConstantDescs.CD_Object, ConstantDescs.CD_Object));
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
          code.with(element);
        }
      };
    }
  }
}
