"""What appointments are asked, by question: a day, free times, booking, waiting, passes."""
