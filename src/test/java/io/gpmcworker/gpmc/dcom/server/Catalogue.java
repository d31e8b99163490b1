package io.gpmcworker.gpmc.dcom.server;

import io.gpmcworker.gpmc.ResultValue;
import java.util.List;

/** What there is in the domain at the moment. */
public interface Catalogue {

  /** Its GPOs. */
  List<ResultValue.Gpo> gpos();

  /** Its Starter GPOs. */
  List<ResultValue.StarterGpo> starterGpos();
}
