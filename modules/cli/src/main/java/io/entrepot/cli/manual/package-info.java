/** The command's options as documents: manual pages and the reference of all settings, from the declarations alone. */
package io.entrepot.cli.manual;
