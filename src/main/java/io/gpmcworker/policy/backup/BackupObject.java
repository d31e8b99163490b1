package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.gpo.GpoPath;
import java.util.List;
import java.util.Optional;

/** A node of an extension's tree in Backup.xml. */
public sealed interface BackupObject {

  /**
   * {@code FSObjectFile} or {@code FSObjectDir}: a file or folder of the GPO on SYSVOL, or a
   * pattern whose matches stand inside it.
   *
   * @param kind file or folder
   * @param path {@code bkp:Path}, with a variable such as {@code %GPO_MACH_FSPATH%} in front
   * @param sourceExpandedPath {@code bkp:SourceExpandedPath}: the path it was read from
   * @param reEvaluateFunction {@code bkp:ReEvaluateFunction}: how GPMC maps its content on import
   * @param location {@code bkp:Location}: where its copy is in the backup; absent if there is none
   * @param children what is nested in it
   */
  record FsObject(
      Kind kind,
      String path,
      String sourceExpandedPath,
      Optional<String> reEvaluateFunction,
      Optional<String> location,
      List<BackupObject> children)
      implements BackupObject {

    /** File or folder. */
    public enum Kind {
      FILE("FSObjectFile"),
      DIRECTORY("FSObjectDir");

      private final String element;

      Kind(String element) {
        this.element = element;
      }

      /** The element's name. */
      public String element() {
        return element;
      }
    }

    public FsObject {
      children = List.copyOf(children);
    }

    /**
     * Where it belongs in the GPO's SYSVOL folder.
     *
     * @throws MalformedPolicyException if its path has none of GPMC's variables in front, is a
     *     pattern, or leads out of the folder
     */
    public GpoPath gpoPath() throws MalformedPolicyException {
      Optional<String> relative = SysvolVariables.tryRelative(path);
      if (relative.isEmpty()) {
        throw new MalformedPolicyException(
            BackupXml.BACKUP_FILE,
            "lists the path " + path + ", which begins with none of GPMC's variables");
      }
      return GpoPath.parse(relative.get());
    }
  }

  /**
   * {@code DSObject}: an object below the GPO's container in the directory.
   *
   * @param path {@code bkp:Path}: a distinguished name that ends in {@code %GPO_MACH_DSPATH%} or
   *     {@code %GPO_USER_DSPATH%}, or a pattern
   * @param objectClass {@code bkp:ObjectClass}: its structural class
   * @param sourceExpandedPath {@code bkp:SourceExpandedPath}: its distinguished name
   * @param reEvaluateFunction {@code bkp:ReEvaluateFunction}
   * @param children nested objects, attributes, descriptor and files, in document order
   */
  record DsObject(
      String path,
      String objectClass,
      String sourceExpandedPath,
      Optional<String> reEvaluateFunction,
      List<BackupObject> children)
      implements BackupObject {
    public DsObject {
      children = List.copyOf(children);
    }
  }

  /**
   * {@code SecurityDescriptor} of a directory object.
   *
   * @param hex hexadecimal bytes; empty in a pattern
   */
  record DsSecurityDescriptor(String hex) implements BackupObject {}

  /**
   * {@code DSAttribute…}: an attribute of a directory object.
   *
   * @param element the element's name, which says how values are written: {@link #STRING} and
   *     others
   * @param name {@code bkp:DSAttrName}
   * @param values each as text; none if the object lacks the attribute
   */
  record DsAttribute(String element, String name, List<String> values) implements BackupObject {

    /** One text. */
    public static final String STRING = "DSAttributeString";

    /** Any number of texts. */
    public static final String MULTI_STRING = "DSAttributeMultiString";

    /** One text with variables such as {@code %GPO_DSPATH%} in it. */
    public static final String EXPANDED_STRING = "DSAttributeExpandedString";

    /** One unsigned number of 32 bits. */
    public static final String DWORD = "DSAttributeDWORD";

    /** Any number of unsigned numbers of 32 bits. */
    public static final String MULTI_DWORD = "DSAttributeMultiDWORD";

    /** Bytes in hexadecimal with a space between them. */
    public static final String BINARY = "DSAttributeBinary";

    public DsAttribute {
      values = List.copyOf(values);
    }
  }
}
