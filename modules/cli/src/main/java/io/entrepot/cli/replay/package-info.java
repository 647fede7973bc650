/** {@code entrepot retry} and {@code replay}: what is asked for, what became of it in lines or JSON, and the exit code. */
package io.entrepot.cli.replay;
