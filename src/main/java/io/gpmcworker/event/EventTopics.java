package io.gpmcworker.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Where records go, and in whose name. */
@ConfigMapping(prefix = "gpmc.topics")
public interface EventTopics {

  /** Topic of the commands that the worker consumes. */
  @WithDefault("gpmc.commands")
  String commands();

  /** Topic of all events. */
  @WithDefault("gpmc.events")
  String events();

  /** Topic of records that are no valid command. */
  @WithName("dead-letter")
  @WithDefault("gpmc.commands.dead-letter")
  String deadLetters();

  /** CloudEvents {@code source} of every event; consumers deduplicate by source and id. */
  @WithDefault("/gpmc-worker")
  String source();
}
