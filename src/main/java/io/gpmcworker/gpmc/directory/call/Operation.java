package io.gpmcworker.gpmc.directory.call;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.Target;

/** One asked-for run of one of GPMC's methods. */
public interface Operation {

  /**
   * What it touches.
   *
   * @throws GpmcException if that cannot be told
   */
  Target target() throws GpmcException;

  /**
   * Does it, from beginning to end.
   *
   * @throws HalfwayException if it failed and a part of its change is left
   * @throws GpmcException if it failed, or was cancelled, and nothing of it is left
   */
  ResultValue run(Call call) throws GpmcException;

  /**
   * Whether there is anything of it, done or half done, on the domain controller that it is given;
   * if not, it may have been on another.
   *
   * @throws GpmcException if that cannot be told now
   */
  default boolean isHere() throws GpmcException {
    return true;
  }

  /**
   * What became of it after its worker died, and removes what it left on disk.
   *
   * @throws GpmcException if that cannot be told now
   */
  Recovery recover() throws GpmcException;
}
