package io.gpmcworker.gpmc.dcom.server;

import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.dcom.oaut.Variant;
import io.gpmcworker.gpmc.dcom.orpc.ObjRef;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** {@code IGPMSearchCriteria}, with equality alone. */
final class Criteria extends DualObject {

  private static final int EQUALS = 0;
  private static final int GPO_DISPLAY_NAME = 2;
  private static final int GPO_ID = 4;
  private static final int BACKUP_MOST_RECENT = 9;
  private static final int STARTER_DISPLAY_NAME = 12;
  private static final int STARTER_ID = 13;

  private Optional<String> name = Optional.empty();
  private Optional<String> id = Optional.empty();
  private boolean mostRecent;
  private boolean gpo;
  private boolean starter;

  Criteria(UnaryOperator<ObjRef> asDispatch) {
    super(asDispatch, Guid.IGPM_SEARCH_CRITERIA);
    method(7, 1, List.of(Type.LONG, Type.LONG, Type.VARIANT), List.of(), this::add);
  }

  private List<Object> add(List<Object> arguments) throws Status {
    Variant value = ((Variant) arguments.get(2)).dereferenced();
    if ((Integer) arguments.get(1) != EQUALS) {
      throw new Status(Served.INVALID);
    }
    switch ((Integer) arguments.get(0)) {
      case GPO_DISPLAY_NAME -> {
        gpo = true;
        name = text(value);
      }
      case GPO_ID -> {
        gpo = true;
        id = text(value);
      }
      case STARTER_DISPLAY_NAME -> {
        starter = true;
        name = text(value);
      }
      case STARTER_ID -> {
        starter = true;
        id = text(value);
      }
      case BACKUP_MOST_RECENT -> mostRecent = value instanceof Variant.Bool(boolean yes) && yes;
      default -> throw new Status(Served.INVALID);
    }
    return List.of();
  }

  private static Optional<String> text(Variant value) throws Status {
    if (value instanceof Variant.Text(String text)) {
      return Optional.of(text);
    }
    throw new Status(Served.INVALID);
  }

  /** Whether one of a GPO, or of a Starter GPO, is looked for. */
  boolean fit(UUID ofId, String displayName, boolean ofStarter) throws Status {
    if (ofStarter ? gpo : starter) {
      throw new Status(Served.INVALID);
    }
    return name.map(displayName::equalsIgnoreCase).orElse(true)
        && id.map(GpoName.braced(ofId)::equalsIgnoreCase).orElse(true);
  }

  boolean mostRecent() {
    return mostRecent;
  }
}
