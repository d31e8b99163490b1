/** Who the worker is to a domain: names and passwords, Kerberos, and how neither is ever shown. */
@NullMarked
package io.gpmcworker.gpmc.directory.credential;

import org.jspecify.annotations.NullMarked;
