/** The worker's HTTP interface as the command line uses it: where it is, requests, live events. */
@NullMarked
package io.gpmcworker.cli.remote;

import org.jspecify.annotations.NullMarked;
