package io.gpmcworker.cli.demo;

/**
 * An operation of the story.
 *
 * @param id of the operation
 * @param title what it is about, for the person who looks on
 */
record Tracked(String id, String title) {}
