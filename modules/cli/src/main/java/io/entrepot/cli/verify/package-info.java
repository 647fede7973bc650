/** {@code entrepot verify}: what is found, in lines or in JSON, and the exit code. What is looked at and how is not known here. */
package io.entrepot.cli.verify;
