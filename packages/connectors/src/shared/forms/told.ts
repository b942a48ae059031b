type Told = { title: string; description: string; fr: { title: string; description: string } };

/** What people read of a field, English then French, each as title and description. */
export function told(title: string, description: string, titleFr: string, descriptionFr: string): Told {
  return { title, description, fr: { title: titleFr, description: descriptionFr } };
}
