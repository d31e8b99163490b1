/** Tests of NTLM. */
@org.jspecify.annotations.NullMarked
package io.gpmcworker.gpmc.dcom.nlmp;
