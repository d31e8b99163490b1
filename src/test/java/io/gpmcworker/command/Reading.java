package io.gpmcworker.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.gpmcworker.operation.Command;
import org.assertj.core.api.StringAssert;

/** What tests ask of a record that has been read. */
final class Reading {

  private Reading() {}

  static Command.StartOperation start(CommandRecord record) {
    if (command(record) instanceof Command.StartOperation start) {
      return start;
    }
    return fail("no start");
  }

  static Command command(CommandRecord record) {
    return switch (record.read()) {
      case Decoded.Valid(Command command) -> command;
      case Decoded.Invalid invalid -> fail("refused: " + invalid.problem().detail());
    };
  }

  static Decoded.Invalid refusal(CommandRecord record) {
    return switch (record.read()) {
      case Decoded.Valid valid -> fail("taken: " + valid.command());
      case Decoded.Invalid invalid -> invalid;
    };
  }

  /** The refusal's sentence, once it has been seen to be of a kind. */
  static StringAssert assertRefused(CommandRecord record, String kind) {
    Decoded.Invalid refusal = refusal(record);
    assertThat(refusal.problem().type()).isEqualTo("urn:io:gpmcworker:problem:" + kind);
    assertThat(refusal.problem().phase()).isEqualTo("command");
    return new StringAssert(refusal.problem().detail());
  }
}
